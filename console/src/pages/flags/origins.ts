/** Origins out of lines, without empty ones and without what stands twice. */
export function originsOf(text: string): readonly string[] {
  return [...new Set(text.split(/\s+/).filter((origin) => origin !== ''))];
}
