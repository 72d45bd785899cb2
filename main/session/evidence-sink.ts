/** What a practice run may leave in a folder: facts for people to look at, never media, never a key. */
export interface EvidenceSink {
  write(
    name: 'precheck-face' | 'precheck-card' | 'request' | 'answer' | 'verdict',
    content: unknown,
  ): Promise<void>;
}

/** The live path keeps nothing of this kind. */
export const noEvidence: EvidenceSink = { write: () => Promise.resolve() };
