/** Every way in which getUserMedia may refuse (W3C Media Capture and Streams, 10.3). */
export const GET_USER_MEDIA_ERRORS = [
  'AbortError',
  'InvalidStateError',
  'NotAllowedError',
  'NotFoundError',
  'NotReadableError',
  'OverconstrainedError',
  'SecurityError',
  'TypeError',
] as const;
