/** The value of a JSON text; null for a text that is none, which every schema that reads on refuses. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Expected: what lies on a disk or comes from a stream may be damaged.
    return null;
  }
}
