/** Tags with those that were typed behind them, each once; commas separate them, as on the command line. */
export function withTags(tags: readonly string[], typed: string): readonly string[] {
  return [...new Set([...tags, ...typed.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '')])];
}
