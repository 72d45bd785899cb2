import { loadAndCompile, loadLiteRt, Tensor, type CompiledModel, unloadLiteRt } from '@litertjs/core';
import {
  decodeDetections,
  decodeMesh,
  type Detection,
  type DetectorShape,
  FULL_RANGE,
  letterboxRoi,
  MESH_INPUT_SIDE,
  type Roi,
  SHORT_RANGE,
} from '../../main/core/face-net.ts';
import type { Box, MeshPoints } from '../../main/core/framing.ts';
import { pause } from './hidden-video.ts';

export interface SeenMesh {
  readonly points: MeshPoints;
  /** Raw presence score: below 5 no face, 15 and more for a bare face. */
  readonly logit: number;
}

/** The face networks in the page; the same models and arithmetic as main's precheck. One call at a time. */
export interface PageNets {
  detectNear(source: CanvasImageSource, part: Box, minScore: number): Promise<Detection[]>;
  detectFar(source: CanvasImageSource, part: Box, minScore: number): Promise<Detection[]>;
  mesh(source: CanvasImageSource, roi: Roi): Promise<SeenMesh>;
  /** Gives the engine's memory back; nothing may be asked afterwards. */
  end(): void;
}

/** A border round the picture finds faces that the edge cuts. */
const DETECT_PAD = 1.3;

/** Rejects when the engine or a model does not load. */
export async function loadPageNets(): Promise<PageNets> {
  await loadLiteRt('/litert/');
  const near = await compile('face_detection_short_range');
  const far = await compile('face_detection_full_range');
  const mesh = await compile('face_landmark');
  const sampleNear = createSampler(SHORT_RANGE.inputSide, -1);
  const sampleFar = createSampler(FULL_RANGE.inputSide, -1);
  const sampleMesh = createSampler(MESH_INPUT_SIDE, 0);
  const nets: PageNets = {
    detectNear: (source, part, minScore) =>
      detect(near, SHORT_RANGE, sampleNear, source, letterboxRoi(part, DETECT_PAD), minScore),
    detectFar: (source, part, minScore) =>
      detect(far, FULL_RANGE, sampleFar, source, letterboxRoi(part, 1), minScore),
    async mesh(source, roi) {
      const [raw, presence] = await run(mesh, MESH_INPUT_SIDE, sampleMesh(source, roi));
      if (raw?.length !== 1404 || presence?.length !== 1) throw new Error('mesh output shape');
      return { points: decodeMesh(raw, roi), logit: presence[0] ?? -Infinity };
    },
    end() {
      for (const net of [near, far, mesh]) net.delete();
      unloadLiteRt();
    },
  };
  await warmUp(nets);
  return nets;
}

/** Until the engine's code is as fast as it gets. */
const WARM_RUNS = 4;

/**
 * The first runs of a network cost many times the others: here, while the customer reads, nobody waits for them; before
 * the camera they were most of the first second of guidance. One at a time, so that the page answers in between.
 */
async function warmUp(nets: PageNets): Promise<void> {
  const blank = new OffscreenCanvas(8, 8);
  blank.getContext('2d');
  const whole = { x: 0, y: 0, width: 8, height: 8 };
  const middle = { centre: { x: 4, y: 4 }, side: 8, angleRad: 0 };
  for (let round = 0; round < WARM_RUNS; round += 1) {
    await nets.detectNear(blank, whole, 1);
    await pause(0);
    await nets.mesh(blank, middle);
    await pause(0);
    await nets.detectFar(blank, whole, 1);
    await pause(0);
  }
}

async function compile(model: string): Promise<CompiledModel> {
  const response = await fetch(`/models/${model}.tflite`);
  if (!response.ok) throw new Error(`no model ${model}`);
  return loadAndCompile(new Uint8Array(await response.arrayBuffer()), { accelerator: 'wasm' });
}

async function detect(
  net: CompiledModel,
  shape: DetectorShape,
  sample: Sampler,
  source: CanvasImageSource,
  roi: Roi,
  minScore: number,
): Promise<Detection[]> {
  const [regressors, scores] = await run(net, shape.inputSide, sample(source, roi));
  if (!regressors || !scores || regressors.length !== scores.length * 16)
    throw new Error('detector output shape');
  return decodeDetections(shape, regressors, scores, roi, minScore);
}

async function run(
  net: CompiledModel,
  side: number,
  input: Float32Array<ArrayBuffer>,
): Promise<Float32Array[]> {
  const tensor = new Tensor(input, [1, side, side, 3]);
  const outputs = await net.run([tensor]);
  tensor.delete();
  const values: Float32Array[] = [];
  for (const output of outputs) {
    const data = await output.data();
    if (!(data instanceof Float32Array)) throw new Error('network output type');
    values.push(data);
    output.delete();
  }
  return values;
}

type Sampler = (source: CanvasImageSource, roi: Roi) => Float32Array<ArrayBuffer>;

/** Draws a turned square of the picture at the network's size; `low` is what black becomes, 1 is white. */
function createSampler(side: number, low: -1 | 0): Sampler {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new Error('no drawing surface');
  const input = new Float32Array(side * side * 3);
  const step = (1 - low) / 255;
  return (source, roi) => {
    context.resetTransform();
    context.fillRect(0, 0, side, side);
    context.translate(side / 2, side / 2);
    context.rotate(-roi.angleRad);
    context.scale(side / roi.side, side / roi.side);
    context.drawImage(source, -roi.centre.x, -roi.centre.y);
    const { data } = context.getImageData(0, 0, side, side);
    for (let from = 0, to = 0; to < input.length; from += 4, to += 3) {
      input[to] = (data[from] ?? 0) * step + low;
      input[to + 1] = (data[from + 1] ?? 0) * step + low;
      input[to + 2] = (data[from + 2] ?? 0) * step + low;
    }
    return input;
  };
}
