/** For what a start parses once: zod would first write and compile a parser of its own for every group in it. */
export const ONCE = { jitless: true } as const;
