const NAMED = new Set((
  'aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood cadetblue chartreuse chocolate coral '
  + 'cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange '
  + 'darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey '
  + 'dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred '
  + 'indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey '
  + 'lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon '
  + 'mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue '
  + 'mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred '
  + 'papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna '
  + 'silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen'
).split(' '));

const WRITTEN = /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix)\(/gi;
const DECLARED = /[\w-]+\s*:([^;{}]*)[;}]/g;
/** In code a colour is a text of its own, or the value of an attribute that takes one. */
const TEXT = /(['"`])(#[0-9a-f]{3,8}|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix)\([^'"`]*)\1/gi;
const ATTRIBUTE = /\b(?:fill|stroke|color|stopColor|floodColor|background|backgroundColor)\s*[=:]\s*\{?['"`]([a-z]+)['"`]/gi;

/** The colours that a file names itself instead of taking a token. */
export function colours(file: string, source: string): string[] {
  return file.endsWith('.css') ? ofStyles(source) : ofCode(source);
}

function ofStyles(source: string): string[] {
  const values = all(source.replace(/\/\*[^]*?\*\//g, ''), DECLARED, 1).map((value) => value.replace(/var\([^()]*\)/g, ''));
  return values.flatMap((value) => [...all(value, WRITTEN, 0), ...all(value.toLowerCase(), /(?<![\w#-])[a-z]+(?![\w(-])/g, 0).filter((word) => NAMED.has(word))]);
}

function ofCode(source: string): string[] {
  return [...all(source, TEXT, 2), ...all(source, ATTRIBUTE, 1).filter((word) => NAMED.has(word.toLowerCase()))];
}

function all(text: string, pattern: RegExp, group: number): string[] {
  return [...text.matchAll(pattern)].map((found) => found[group] ?? '');
}
