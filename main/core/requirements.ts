import type { Severity } from './report.ts';

/**
 * The service's input rules and our own measures of them, as data. `source` quotes the line of the service's page
 * (Liveness Check v3) or says what the measure stands for. How each threshold was found: resources/docs/thresholds.md.
 */
export interface Requirement {
  readonly media: 'video' | 'card';
  /** FPT's code for this refusal; null where its page has none. */
  readonly code: string | null;
  readonly severity: Severity;
  readonly limit: number;
  readonly unit: Unit;
  readonly source: string;
}

export type Unit =
  'bytes' | 'ms' | 'fps' | 'px' | 'faces' | 'share' | 'degrees' | 'luma' | 'samples' | 'score' | 'format';

const FACE_QUALITY = 'Code 406: Face quality is not good enough (covered, too dark/bright..)';
const COVERED_OR_LIT =
  'The face must not contain spotlight or be covered or in backlit condition or out of focus';

export const requirements = {
  'video.decodable': row(
    'video',
    '409',
    'block',
    1,
    'format',
    'Code 409: No video uploaded/Wrong extension/Video is too short/Invalid input',
  ),
  'video.damaged': row(
    'video',
    '409',
    'block',
    0.1,
    'share',
    'Code 409: Invalid input (pictures that cannot be decoded)',
  ),
  'video.damagedSlightly': row(
    'video',
    '409',
    'warn',
    0,
    'share',
    'Code 409: Invalid input (pictures that cannot be decoded)',
  ),
  'video.container': row(
    'video',
    '409',
    'block',
    1,
    'format',
    'Code 409: Wrong extension (sample request: video.mp4)',
  ),
  'video.fileName': row(
    'video',
    null,
    'warn',
    1,
    'format',
    'Code 409: Wrong extension (sample request: video.mp4): MP4 by another name, or QuickTime named .mp4',
  ),
  'video.codec': row(
    'video',
    null,
    'warn',
    1,
    'format',
    'H.264 yuv420p is what every decoder reads; the page names no codec',
  ),
  'video.size': row(
    'video',
    '409',
    'block',
    10_000_000,
    'bytes',
    'The input video does not exceed 10MB (the smaller reading)',
  ),
  'video.tooShort': row('video', '409', 'block', 5000, 'ms', 'The video is 5-6 seconds long'),
  'video.tooLong': row('video', '409', 'block', 6000, 'ms', 'The video is 5-6 seconds long'),
  'video.frameRate': row('video', '409', 'block', 25, 'fps', 'The video has at least 25fps'),
  'video.frameGap': row(
    'video',
    '409',
    'warn',
    120,
    'ms',
    'At least 25fps: a pause this long hides movement',
  ),
  'video.uniqueFrames': row(
    'video',
    null,
    'warn',
    20,
    'fps',
    'At least 25fps: repeated frames are no new pictures',
  ),
  'video.resolution': row('video', '409', 'block', 720, 'px', 'The minimum resolution of 720p (HD)'),
  'face.none': row('video', '410', 'block', 0.2, 'share', 'Code 410: No face/Lost face in the video'),
  'face.lost': row('video', '410', 'block', 2, 'samples', 'Code 410: No face/Lost face in the video'),
  'face.lostBriefly': row('video', '410', 'warn', 1, 'samples', 'Code 410: Lost face in the video'),
  'face.several': row('video', '408', 'block', 2, 'samples', 'There must be only 1 face in video'),
  'face.severalBriefly': row('video', '408', 'warn', 1, 'samples', 'There must be only 1 face in video'),
  'face.outOfFrame': row('video', '423', 'block', 0, 'share', 'The face must not out of frame during video'),
  'face.nearEdge': row('video', '423', 'warn', 0.02, 'share', 'The face must not out of frame during video'),
  'face.tooDark': row('video', '406', 'block', 55, 'luma', FACE_QUALITY),
  'face.dim': row('video', '406', 'warn', 75, 'luma', FACE_QUALITY),
  'face.tooBright': row('video', '406', 'block', 205, 'luma', FACE_QUALITY),
  'face.burnt': row('video', '406', 'block', 0.1, 'share', FACE_QUALITY),
  'face.bright': row('video', '406', 'warn', 195, 'luma', FACE_QUALITY),
  'face.backlit': row('video', '406', 'block', 60, 'luma', COVERED_OR_LIT),
  'face.backlitSlightly': row('video', '406', 'warn', 45, 'luma', COVERED_OR_LIT),
  'face.spotlight': row('video', '406', 'block', 0.1, 'share', COVERED_OR_LIT),
  'face.glare': row('video', '406', 'warn', 0.04, 'share', COVERED_OR_LIT),
  'face.sideLight': row('video', '406', 'warn', 0.35, 'share', COVERED_OR_LIT),
  'face.blurred': row('video', '412', 'block', 0.52, 'score', 'Code 412: The face is too blurry'),
  'face.noDetail': row('video', '412', 'block', 0.45, 'score', 'Code 412: The face is too blurry'),
  'face.soft': row('video', '412', 'warn', 0.72, 'score', 'The face must not be out of focus'),
  'face.covered': row('video', '406', 'block', 0.3, 'share', COVERED_OR_LIT),
  'face.coveredPartly': row('video', '406', 'warn', 0.3, 'share', COVERED_OR_LIT),
  'face.eyesHidden': row('video', '406', 'block', 0.05, 'share', COVERED_OR_LIT),
  'face.darkGlasses': row('video', '406', 'warn', 0.45, 'share', COVERED_OR_LIT),
  'face.tooSmall': row(
    'video',
    '411',
    'block',
    0.3,
    'share',
    'The face area must take up at least 30% the total video frame',
  ),
  'face.nearlyTooSmall': row(
    'video',
    '411',
    'warn',
    0.32,
    'share',
    'The face area must take up at least 30% the total video frame',
  ),
  'face.notFrontal': row('video', '422', 'block', 0.1, 'share', 'The video must have frontal face'),
  'face.rarelyFrontal': row('video', '422', 'warn', 0.5, 'share', 'The video must have frontal face'),
  'video.still': row('video', '413', 'block', 0.5, 'share', 'Code 413: Video is still image'),
  'video.freeze': row('video', '413', 'warn', 1000, 'ms', 'Code 413: Video is still image'),
  'video.rigidFace': row('video', '413', 'block', 0.04, 'score', 'Code 413: Video may seem like image'),
  'video.flatFace': row('video', '413', 'warn', 0.07, 'score', 'Code 413: Video may seem like image'),
  'card.decodable': row(
    'card',
    '409',
    'block',
    1,
    'format',
    'Code 409: Invalid input (sample: Invalid upload image)',
  ),
  'card.size': row(
    'card',
    '409',
    'block',
    5_000_000,
    'bytes',
    'The image does not exceed 5MB (the smaller reading)',
  ),
  'card.resolution': row(
    'card',
    '409',
    'block',
    600,
    'px',
    'The image has the minimum resolution of 800x600',
  ),
  'card.noFace': row('card', '407', 'block', 1, 'faces', 'Sample 407: No faces detected in document'),
  'card.severalFaces': row(
    'card',
    null,
    'warn',
    1,
    'faces',
    'The face area must take up at least 40% the total image: one portrait',
  ),
  'card.faceShare': row(
    'card',
    null,
    'warn',
    0.4,
    'share',
    'The face area must take up at least 40% the total image',
  ),
  'card.enlarged': row('card', null, 'info', 600, 'px', 'Minimum resolution of 800x600, before enlargement'),
  'card.blurred': row('card', null, 'warn', 0.5, 'score', 'Image with low quality or covered face'),
  'card.glare': row('card', null, 'warn', 0.06, 'share', 'Image with low quality or covered face'),
  'card.covered': row('card', null, 'warn', 12, 'score', 'Image with low quality or covered face'),
  'card.smallFace': row(
    'card',
    null,
    'warn',
    200,
    'px',
    'Image with low quality: few pixels across the portrait',
  ),
} as const satisfies Record<string, Requirement>;

export type RuleId = keyof typeof requirements;
export const ruleIds = Object.keys(requirements) as readonly RuleId[];

/** Edges of the documented 5-6 s are met within one frame: a camera cannot stop between frames. */
export const LENGTH_TOLERANCE_MS = 50;
/** 29.97 and 24.99 are what clocks make of 30 and 25. */
export const FRAME_RATE_TOLERANCE = 0.1;
/** The longer side that goes with the documented shorter one. */
export const CARD_LONG_SIDE_PX = 800;

function row(
  media: Requirement['media'],
  code: string | null,
  severity: Severity,
  limit: number,
  unit: Unit,
  source: string,
): Requirement {
  return { media, code, severity, limit, unit, source };
}
