import { roiOfMesh } from '../core/face-net.ts';
import { faceShare, meshBox, type Size } from '../core/framing.ts';
import type { CardMeasurement } from '../core/measurement.ts';
import { fromRgb } from '../core/picture.ts';
import type { PrecheckPolicy } from '../core/precheck-policy.ts';
import { ok, type Result } from '../core/result.ts';
import { findCard } from './card-finder.ts';
import type { CardVision } from './card-vision.ts';
import { type Base, measureSent, moveInto } from './card-measure.ts';
import type { FaceMesh, FaceNets } from './nets.ts';
import { pyramidOf } from './picture.ts';
import { CROP_SIZE, findPortraits, portraitCrop, UPRIGHT } from './portrait.ts';
import { levelStill } from './warp.ts';
import { cropToJpeg, decodeStill, encodeJpeg, resizeStill, type Still, turnStill } from './stills.ts';

export interface CardTools {
  readonly nets: FaceNets;
  /** Loaded when first asked for. */
  readonly vision: () => Promise<CardVision>;
}

export interface CheckedCard {
  readonly measurement: CardMeasurement;
  /** What would be sent; null when nothing can be. */
  readonly sent: { readonly bytes: Uint8Array; readonly contentType: 'image/jpeg' | 'image/png' } | null;
  readonly preview: Uint8Array | null;
}

/** Faces are looked for at this size; cutting is done in the full picture. */
const SEARCH_SIDE = 1600;
/** A picture whose face already fills this much is a portrait, not a card to be cut (the page asks for 40 %). */
const IS_PORTRAIT_SHARE = 0.4;
const MIN_LONG_PX = 800;
const MIN_SHORT_PX = 600;
const JPEG_QUALITY = 92;
const LEVEL_RAD = 0.05;
/** On a card the face takes 4 to 8 %; an outline that it fills more of is the portrait's own frame. */
const MAX_SHARE_ON_CARD = 0.2;
/** Shown large: a person confirms it before anything is sent. */
const PREVIEW_SIDE = 1152;

/** Turns a picture of a card, or of a portrait, into the image to send, and measures that image. */
export async function checkCardImage(
  { nets, vision }: CardTools,
  bytes: Uint8Array,
  policy: PrecheckPolicy,
): Promise<Result<CheckedCard>> {
  const decoded = await decodeStill(bytes);
  if (!decoded.ok) return decoded;
  const still = decoded.value;
  const base = {
    sizeBytes: bytes.byteLength,
    format: still.format,
    isDecodable: true,
    widthPx: still.width,
    heightPx: still.height,
  };
  const whole = await searchFaces(nets, still);
  if (whole.best && faceShare(meshBox(whole.best.points), still) >= IS_PORTRAIT_SHARE) {
    const measurement = measureSent(base, still, whole.best, whole.count, {
      sent: 'asGiven',
      sizeBytes: bytes.byteLength,
    });
    const contentType = still.format === 'png' ? 'image/png' : 'image/jpeg';
    return ok({ measurement, sent: { bytes, contentType }, preview: await previewOf(still, still) });
  }
  const straight = await findCard(await vision(), still);
  const onCard = straight ? await searchTurned(nets, straight.still) : null;
  const isOnCard = onCard?.best && faceShare(meshBox(onCard.best.points), onCard.still) <= MAX_SHARE_ON_CARD;
  const found = onCard && isOnCard ? onCard : await searchLevelled(nets, still);
  const cardWidthPx = straight?.cardWidthPx ?? null;
  if (!found.best) return ok(await withoutFace(base, still, cardWidthPx, bytes));
  const portrait = { ...found, best: found.best, cardWidthPx: isOnCard ? cardWidthPx : null };
  return ok(await cutPortrait(nets, base, { bytes, still }, portrait, policy));
}

interface TurnedSearch {
  readonly still: Still;
  readonly best: FaceMesh | null;
  readonly uprightness: number;
  readonly count: number;
}

interface FoundPortrait extends TurnedSearch {
  readonly best: FaceMesh;
  /** Null where the card's outline was not found. */
  readonly cardWidthPx: number | null;
}

interface Given {
  readonly bytes: Uint8Array;
  readonly still: Still;
}

async function searchFaces(nets: FaceNets, still: Still): Promise<TurnedSearch> {
  const scale = Math.min(1, SEARCH_SIDE / Math.max(still.width, still.height));
  const small =
    scale < 1
      ? await resizeStill(still, {
          width: Math.round(still.width * scale),
          height: Math.round(still.height * scale),
        })
      : still;
  const { best, count, uprightness } = await findPortraits(nets, pyramidOf(fromRgb(small.rgb, small, 3)));
  const factor = still.width / small.width;
  return {
    still,
    count,
    uprightness,
    best: best ? { points: best.points.map((value) => value * factor), logit: best.logit } : null,
  };
}

/** Upright first, then the other three ways a card can lie. */
async function searchTurned(nets: FaceNets, still: Still): Promise<TurnedSearch> {
  let last: TurnedSearch = await searchFaces(nets, still);
  let bestSoFar = last;
  for (const degrees of [180, 90, 270] as const) {
    // Upside-down faces pass for faces: a sure hit ends the search, a doubtful one only stands by.
    if (bestSoFar.uprightness >= UPRIGHT) break;
    last = await searchFaces(nets, await turnStill(still, degrees));
    if (last.best && (!bestSoFar.best || last.uprightness > bestSoFar.uprightness)) bestSoFar = last;
  }
  return bestSoFar;
}

/** Without a card's edge the portrait itself says how far to turn the picture. */
async function searchLevelled(nets: FaceNets, still: Still): Promise<TurnedSearch> {
  const found = await searchTurned(nets, still);
  if (!found.best) return found;
  const { angleRad } = roiOfMesh(found.best.points);
  if (Math.abs(angleRad) < LEVEL_RAD) return found;
  const box = meshBox(found.best.points);
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const levelled = await searchFaces(nets, levelStill(found.still, centre, angleRad));
  return levelled.best ? { ...levelled, count: found.count } : found;
}

async function cutPortrait(
  nets: FaceNets,
  base: Base,
  given: Given,
  found: FoundPortrait,
  policy: PrecheckPolicy,
): Promise<CheckedCard> {
  const crop = portraitCrop(meshBox(found.best.points), found.still);
  const native = {
    nativeCropWidthPx: Math.round(crop.width),
    nativeCropHeightPx: Math.round(crop.height),
    cardWidthPx: found.cardWidthPx,
  };
  const isSmall =
    Math.min(crop.width, crop.height) < MIN_SHORT_PX || Math.max(crop.width, crop.height) < MIN_LONG_PX;
  if (isSmall && policy.smallPortrait === 'sendWholeCard') return sendWhole(base, given, found, native);
  const bytes = await cropToJpeg(found.still, crop, CROP_SIZE, JPEG_QUALITY);
  const points = moveInto(found.best.points, crop, CROP_SIZE);
  const cut = await decodeStill(bytes);
  const sentStill: Still = cut.ok ? cut.value : found.still;
  const seen = await findPortraits(nets, pyramidOf(fromRgb(sentStill.rgb, sentStill, 3)));
  // The service sees the cut image only: a face that is not found in it does not count, a doubtful one is doubtful.
  const logit = Math.min(found.best.logit, seen.best?.logit ?? Infinity);
  const measurement = measureSent(base, sentStill, { points, logit }, seen.best ? found.count : 0, {
    sent: 'portraitCrop',
    sizeBytes: bytes.byteLength,
    ...native,
    faceHeightPx: meshBox(found.best.points).height,
  });
  const preview = await previewOf(sentStill, sentStill);
  if (!isSmall || policy.smallPortrait !== 'refuse') {
    return { measurement, sent: { bytes, contentType: 'image/jpeg' }, preview };
  }
  // Judged by its own pixels, which break the rule on resolution.
  const sentWidthPx = native.nativeCropWidthPx;
  const sentHeightPx = native.nativeCropHeightPx;
  return { measurement: { ...measurement, sent: null, sentWidthPx, sentHeightPx }, sent: null, preview };
}

async function sendWhole(
  base: Base,
  given: Given,
  found: FoundPortrait,
  native: Pick<CardMeasurement, 'nativeCropWidthPx' | 'nativeCropHeightPx' | 'cardWidthPx'>,
): Promise<CheckedCard> {
  const original = given.still;
  const fits = given.bytes.byteLength <= 5_000_000;
  const bytes = fits ? given.bytes : await encodeJpeg(original, JPEG_QUALITY);
  const contentType = fits && base.format === 'png' ? 'image/png' : 'image/jpeg';
  const measurement = measureSent(base, found.still, found.best, found.count, {
    sent: 'wholeCard',
    sizeBytes: bytes.byteLength,
    ...native,
  });
  return { measurement, sent: { bytes, contentType }, preview: await previewOf(original, original) };
}

async function withoutFace(
  base: Base,
  still: Still,
  cardWidthPx: number | null,
  bytes: Uint8Array,
): Promise<CheckedCard> {
  const measurement: CardMeasurement = {
    ...base,
    sent: null,
    sentWidthPx: null,
    sentHeightPx: null,
    sentSizeBytes: bytes.byteLength,
    cardWidthPx,
    nativeCropWidthPx: null,
    nativeCropHeightPx: null,
    faces: 0,
    faceShare: null,
    faceHeightPx: null,
    sharpness: null,
    glareShare: null,
    brightness: null,
    presenceLogit: null,
  };
  return { measurement, sent: null, preview: await previewOf(still, still) };
}

function previewOf(still: Still, size: Size): Promise<Uint8Array> {
  const scale = Math.min(1, PREVIEW_SIDE / Math.max(size.width, size.height));
  const target = {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  };
  return cropToJpeg(still, { x: 0, y: 0, width: still.width, height: still.height }, target, 80);
}
