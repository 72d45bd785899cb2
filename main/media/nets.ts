import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import type * as LiteRt from '@litertjs/core';
import type { CompiledModel } from '@litertjs/core';
import {
  decodeDetections,
  decodeMesh,
  type Detection,
  FULL_RANGE,
  letterboxRoi,
  MESH_INPUT_SIDE,
  type Roi,
  SHORT_RANGE,
} from '../core/face-net.ts';
import type { Box, MeshPoints } from '../core/framing.ts';
import type { FaceAssets } from './models.ts';
import { type Pyramid, sampleRoi } from './picture.ts';

export interface FaceMesh {
  readonly points: MeshPoints;
  /** Raw presence score before the sigmoid: below 5 there is no face (animals reach 9.5, faces start at 15.6). */
  readonly logit: number;
}

export interface DetectOptions {
  readonly part: Box;
  readonly pad: number;
  readonly minScore: number;
  readonly gain?: number;
}

/** The face networks; the only user of @litertjs/core. One call at a time. */
export interface FaceNets {
  /** Close faces, 3 ms. */
  detectNear(pyramid: Pyramid, options: DetectOptions): Promise<Detection[]>;
  /** Small faces too, 10 ms. */
  detectFar(pyramid: Pyramid, options: DetectOptions): Promise<Detection[]>;
  mesh(pyramid: Pyramid, roi: Roi, gain?: number): Promise<FaceMesh>;
}

export async function loadFaceNets(assets: FaceAssets): Promise<FaceNets> {
  const { loadLiteRt, loadAndCompile, Tensor } = await importLiteRt(assets.wasmDir);
  await loadLiteRt(assets.wasmDir + '/');
  // opencv-js would take a thread with this name for a web worker.
  Reflect.deleteProperty(globalThis, 'importScripts');
  const compile = (model: Uint8Array): Promise<CompiledModel> =>
    loadAndCompile(model, { accelerator: 'wasm' });
  const near = await compile(assets.models.shortRange);
  const far = await compile(assets.models.fullRange);
  const mesh = await compile(assets.models.faceMesh);
  const inputs = new Map<number, Float32Array<ArrayBuffer>>();

  async function run(
    net: CompiledModel,
    side: number,
    fill: (input: Float32Array) => void,
  ): Promise<Float32Array[]> {
    const input = inputs.get(side) ?? new Float32Array(side * side * 3);
    inputs.set(side, input);
    fill(input);
    const tensor = new Tensor(input, [1, side, side, 3]);
    const outputs = await net.run([tensor]);
    tensor.delete();
    const values: Float32Array[] = [];
    for (const output of outputs) {
      values.push((await output.data()) as Float32Array);
      output.delete();
    }
    return values;
  }

  async function detect(
    net: CompiledModel,
    shape: typeof SHORT_RANGE,
    pyramid: Pyramid,
    options: DetectOptions,
  ) {
    const roi = letterboxRoi(options.part, options.pad);
    const fill = (input: Float32Array): void =>
      sampleRoi(pyramid, roi, shape.inputSide, [-1, 1], input, options.gain ?? 1);
    const [regressors, scores] = await run(net, shape.inputSide, fill);
    if (!regressors || !scores || regressors.length !== scores.length * 16)
      throw new Error('detector output shape');
    return decodeDetections(shape, regressors, scores, roi, options.minScore);
  }

  return {
    detectNear: (pyramid, options) => detect(near, SHORT_RANGE, pyramid, options),
    detectFar: (pyramid, options) => detect(far, FULL_RANGE, pyramid, options),
    async mesh(pyramid, roi, gain = 1) {
      const fill = (input: Float32Array): void =>
        sampleRoi(pyramid, roi, MESH_INPUT_SIDE, [0, 1], input, gain);
      const [raw, presence] = await run(mesh, MESH_INPUT_SIDE, fill);
      if (raw?.length !== 1404 || presence?.length !== 1) throw new Error('mesh output shape');
      return { points: decodeMesh(raw, roi), logit: presence[0] ?? -Infinity };
    },
  };
}

/** LiteRT expects a classic web worker: it is given the few names it looks for. */
async function importLiteRt(wasmDir: string): Promise<typeof LiteRt> {
  const globals = globalThis as unknown as Record<string, unknown>;
  globals['self'] = globalThis;
  globals['require'] = createRequire(import.meta.url);
  globals['__dirname'] = wasmDir;
  globals['importScripts'] = (file: string): void => {
    const script = file.startsWith('/') || /^[A-Za-z]:/.test(file) ? file : join(wasmDir, file);
    runInThisContext(readFileSync(script, 'utf8'), { filename: script });
  };
  return import('@litertjs/core');
}
