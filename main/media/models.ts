import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { sha256Of } from './sha256.ts';

/**
 * The three networks, pinned: LiteRT reads stale memory without an error when a model holds an unknown
 * operation, so nothing but these exact bytes may run. Source and licence: MediaPipe, Apache-2.0.
 */
const MODEL_SHA256 = {
  shortRange: '3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633',
  fullRange: '99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3',
  faceMesh: 'c603fa6149219a3e9487dc9abd7a0c24474c77263273d24868378cdf40aa26d1',
} as const;

export type ModelName = keyof typeof MODEL_SHA256;
export type ModelBytes = Readonly<Record<ModelName, Uint8Array>>;

export interface FaceAssets {
  readonly models: ModelBytes;
  /** Folder with litert_wasm_internal.js and .wasm. */
  readonly wasmDir: string;
}

/** Reads and verifies what the engine needs: from `modelsDir` in a package, from node_modules in development. */
export function loadFaceAssets(modelsDir: string | null): Result<FaceAssets> {
  try {
    const found = modelsDir !== null && existsSync(modelsDir) ? fromFolder(modelsDir) : fromNodeModules();
    for (const name of Object.keys(MODEL_SHA256) as ModelName[]) {
      const sha256 = sha256Of(found.models[name]);
      if (sha256 !== MODEL_SHA256[name])
        return failed(failure('modelDamaged', `${name} has sha256 ${sha256}`));
    }
    return ok(found);
  } catch (cause) {
    return failed(failure('modelDamaged', String(cause), cause));
  }
}

/** Files of a package's resources/models folder. */
export const PACKAGED_FILES = {
  shortRange: 'face_detection_short_range.tflite',
  fullRange: 'face_detection_full_range.tflite',
  faceMesh: 'face_landmark.tflite',
} as const satisfies Record<ModelName, string>;

function fromFolder(dir: string): FaceAssets {
  const read = (name: ModelName): Uint8Array => new Uint8Array(readFileSync(join(dir, PACKAGED_FILES[name])));
  return {
    models: { shortRange: read('shortRange'), fullRange: read('fullRange'), faceMesh: read('faceMesh') },
    wasmDir: dir,
  };
}

function fromNodeModules(): FaceAssets {
  const require = createRequire(import.meta.url);
  const detection = dirname(require.resolve('@mediapipe/face_detection/package.json'));
  const mesh = dirname(require.resolve('@mediapipe/face_mesh/package.json'));
  const read = (name: ModelName): Uint8Array =>
    new Uint8Array(readFileSync(join(detection, PACKAGED_FILES[name])));
  return {
    models: { shortRange: read('shortRange'), fullRange: read('fullRange'), faceMesh: meshModel(mesh) },
    wasmDir: join(dirname(require.resolve('@litertjs/core/package.json')), 'wasm'),
  };
}

/** The mesh lies inside a packed file; its own loader script says where. */
function meshModel(packageDir: string): Uint8Array {
  const loader = readFileSync(join(packageDir, 'face_mesh_solution_packed_assets_loader.js'), 'utf8');
  const entry = /face_landmark\.tflite", "start": (\d+), "end": (\d+)/.exec(loader);
  if (!entry) throw new Error('face_mesh loader does not name face_landmark.tflite');
  const packed = readFileSync(join(packageDir, 'face_mesh_solution_packed_assets.data'));
  return new Uint8Array(packed.subarray(Number(entry[1]), Number(entry[2])));
}
