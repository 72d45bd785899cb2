import type { ElectronApplication } from 'playwright';
import type { StateName } from '../../../main/core/session-shape.ts';

/** When a disk becomes full: as a state is entered, or when the last byte of the request has left. */
export interface FillMoment {
  readonly state: StateName;
  readonly whenAllSent?: boolean;
}

/** Has main itself fill its disk at that moment, before anything else is done. */
export async function armFill(app: ElectronApplication, moment: FillMoment, filler: string): Promise<void> {
  // No named function in here: a loader that keeps names would leave a helper behind that main does not have.
  await app.evaluate(
    ({ BrowserWindow }, { state, whenAllSent, path }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const fs = process.getBuiltinModule('node:fs');
      if (contents === undefined) throw new Error('no window');
      const send = contents.send.bind(contents);
      contents.send = (channel, ...rest: readonly unknown[]) => {
        const session = channel === 'session.changed' ? Object(rest[0]) : {};
        const progress = Object(Reflect.get(session, 'progress'));
        const sent = Reflect.get(progress, 'sentBytes');
        const isAllSent = sent !== undefined && sent === Reflect.get(progress, 'totalBytes');
        if (Reflect.get(session, 'name') === state && (!whenAllSent || isAllSent)) {
          contents.send = send;
          const file = fs.openSync(path, 'a');
          for (let size = 1 << 20; size >= 1;) {
            try {
              if (fs.writeSync(file, Buffer.alloc(size)) < size) size >>= 1;
            } catch {
              size >>= 1;
            }
          }
          fs.closeSync(file);
        }
        send(channel, ...rest);
      };
    },
    { state: moment.state, whenAllSent: moment.whenAllSent === true, path: filler },
  );
}
