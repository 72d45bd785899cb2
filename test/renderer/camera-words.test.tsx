import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { failure } from '../../main/core/failure.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { CAPTURE_OFF, type CaptureState } from '../../renderer/camera/capture-state.ts';
import type { OpenCamera } from '../../renderer/camera/open-camera.ts';
import { CameraFault } from '../../renderer/ui/camera-fault.tsx';
import { CameraNotes } from '../../renderer/ui/camera-notes.tsx';
import { GET_USER_MEDIA_ERRORS } from './camera-errors.ts';
import { sampleInfo } from './sample-sessions.ts';

describe.each(['vi', 'en'] as const)('what is said of cameras in %s', (language) => {
  const text = catalogues[language];
  const { errors } = text.screens.camera;

  it.each(GET_USER_MEDIA_ERRORS)('%s has a sentence and a way out of its own', (name) => {
    const html = renderToStaticMarkup(<CameraFault failure={failure('cameraFailed', name)} text={text} />);
    expect(html).toContain(errors[name].text);
    expect(html).toContain(errors[name].wayOut);
    const others = Object.entries(errors).filter(([other]) => other !== name);
    expect(others.filter(([, { text: said }]) => said === errors[name].text)).toEqual([]);
    expect(others.filter(([, { wayOut }]) => wayOut === errors[name].wayOut)).toEqual([]);
  });

  it('an error that nobody knows still has a way out', () => {
    const html = renderToStaticMarkup(<CameraFault failure={failure('cameraFailed', 'Odd')} text={text} />);
    expect(html).toContain(errors.unknown.wayOut);
  });

  const notes = (state: Partial<CaptureState>, camera: Partial<OpenCamera> = {}): string => {
    const open = { size: { width: 1920, height: 1080 }, slowAt: null, ...camera } as OpenCamera;
    const shown = { ...CAPTURE_OFF, camera: open, ...state };
    const html = renderToStaticMarkup(<CameraNotes camera={shown} info={sampleInfo('live')} text={text} />);
    return html.replaceAll('&#x27;', "'");
  };

  it('a camera that gives 15 pictures a second, one that gives them unevenly, and one that gave way to a smaller mode', () => {
    const pace = { framesPerSecond: 15.2, largestGapMs: 140 };
    expect(notes({})).toBe('');
    expect(notes({ pace, paceFault: 'slow' })).toContain(text.screens.camera.slow(15));
    expect(notes({ pace, paceFault: 'gaps' })).toContain(text.screens.camera.gaps(140));
    const size = { width: 3840, height: 2160 };
    const slowAt = text.screens.camera.slowAt(size, 12, { width: 1920, height: 1080 });
    expect(notes({}, { slowAt: { size, framesPerSecond: 12 } })).toContain(slowAt);
  });

  it('a camera that gives fewer pixels than were asked for, by both numbers', () => {
    expect(notes({}, { size: { width: 1280, height: 720 } })).toContain(
      text.screens.camera.gotLess(1280, 960, 1280, 720),
    );
  });
});
