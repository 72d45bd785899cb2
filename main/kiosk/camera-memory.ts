import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type CameraChoice, type CameraChoices, cameraChoicesSchema, NO_CHOICES } from '../core/cameras.ts';
import type { Role } from '../core/session-shape.ts';

/** Which camera serves which role on this station; survives a restart, unlike anything the page could keep. */
export interface CameraMemory {
  read(): CameraChoices;
  choose(role: Role, choice: CameraChoice | null): CameraChoices;
}

/** Kept in one small JSON file; a damaged or unwritable file only means that the cameras are asked for again. */
export function fileCameraMemory(path: string): CameraMemory {
  let choices = readChoices(path);
  return {
    read: () => choices,
    choose(role, choice) {
      choices = { ...choices, [role]: choice };
      writeChoices(path, choices);
      return choices;
    },
  };
}

function readChoices(path: string): CameraChoices {
  try {
    const parsed = cameraChoicesSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : NO_CHOICES;
  } catch {
    // No file yet, or not one of ours.
    return NO_CHOICES;
  }
}

function writeChoices(path: string, choices: CameraChoices): void {
  try {
    writeFileSync(`${path}.next`, `${JSON.stringify(choices, null, 2)}\n`);
    renameSync(`${path}.next`, path);
  } catch {
    // The choice holds until the program ends; the customer at the counter is not kept waiting for a disk.
  }
}
