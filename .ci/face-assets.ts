import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { loadFaceAssets, PACKAGED_FILES, type ModelName } from '../main/media/models.ts';

const RUNTIME_FILES = ['litert_wasm_internal.js', 'litert_wasm_internal.wasm'] as const;

/**
 * Puts the face engine beside the page: models/ (each checked against its pinned sha256) and litert/.
 * They come out of installed packages, so nothing binary is kept in the repository.
 */
export function faceAssets(): Plugin {
  return {
    name: 'face-assets',
    generateBundle() {
      for (const [fileName, source] of readAssets()) this.emitFile({ type: 'asset', fileName, source });
    },
    configureServer(server) {
      const assets = readAssets();
      server.middlewares.use((request, response, next) => {
        const asset = assets.get((request.url ?? '').slice(1));
        if (asset === undefined) return next();
        response.setHeader('Content-Type', contentTypeOf(request.url ?? ''));
        response.end(asset);
      });
    },
  };
}

function readAssets(): ReadonlyMap<string, Uint8Array> {
  const assets = loadFaceAssets(null);
  if (!assets.ok) throw new Error(`face models: ${assets.failure.detail ?? assets.failure.code}`);
  const { models, wasmDir } = assets.value;
  const names: readonly ModelName[] = ['shortRange', 'fullRange', 'faceMesh'];
  return new Map([
    ...names.map((name) => [`models/${PACKAGED_FILES[name]}`, models[name]] as const),
    ...RUNTIME_FILES.map(
      (file) => [`litert/${file}`, new Uint8Array(readFileSync(join(wasmDir, file)))] as const,
    ),
  ]);
}

function contentTypeOf(url: string): string {
  if (url.endsWith('.js')) return 'text/javascript';
  return url.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
}
