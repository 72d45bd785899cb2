/** A policy for tests in which it is not the matter how fast this machine records. */
export const ANY_SPEED = {
  precheck: {
    rules: Object.fromEntries(
      ['video.frameRate', 'video.frameGap', 'video.uniqueFrames', 'video.freeze', 'video.still'].map(
        (rule) => [rule, { severity: 'off' }],
      ),
    ),
  },
} as const;
