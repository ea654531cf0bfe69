/** Puts a name into a sentence that was handed over with the menu. */
export function fill(sentence: string, name: string): string {
  return sentence.replace("{name}", name);
}
