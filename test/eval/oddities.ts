import type { Label } from './labels.ts';

/** A clean clip in another dress: what phones, browsers and converters write. None of these may be refused for it. */
export interface Oddity {
  readonly name: string;
  readonly extension: 'mp4' | 'mov' | 'webm' | 'mkv';
  readonly codes: Label['codes'];
  /** Before the input. */
  readonly input?: readonly string[];
  readonly filter?: string;
  readonly output: readonly string[];
  readonly lengthS?: number;
  /** A second step that copies the stream into another file. */
  readonly remux?: { readonly input: readonly string[]; readonly output: readonly string[] };
}

const words = (line: string): readonly string[] => line.split(' ');
const X264 = words('-c:v libx264 -preset ultrafast -crf 22 -pix_fmt yuv420p');
const CLEAN = ['200'];
/** The service names mp4 only: these are refused for their kind whatever they show. */
const OTHER_KIND = ['409'];
const mp4 = (name: string, output: readonly string[], more: Partial<Oddity> = {}): Oddity => ({
  name,
  extension: 'mp4',
  codes: CLEAN,
  output,
  ...more,
});

export const oddities: readonly Oddity[] = [
  mp4('vp9', words('-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 3M')),
  mp4('av1', words('-c:v libsvtav1 -preset 12 -crf 35 -pix_fmt yuv420p')),
  mp4('hevc', words('-c:v libx265 -preset ultrafast -crf 24 -tag:v hvc1 -x265-params log-level=error')),
  mp4(
    'hevcTenBit',
    words('-c:v libx265 -preset ultrafast -crf 24 -pix_fmt yuv420p10le -x265-params log-level=error'),
  ),
  mp4('tenBit', words('-c:v libx264 -preset ultrafast -crf 22 -pix_fmt yuv420p10le')),
  mp4('full444', words('-c:v libx264 -preset ultrafast -crf 22 -pix_fmt yuv444p')),
  mp4('fullRange', words('-c:v libx264 -preset ultrafast -crf 22 -pix_fmt yuvj420p')),
  mp4('fullHd', X264, { filter: 'scale=1920:-2' }),
  mp4('mpeg4', words('-c:v mpeg4 -q:v 4')),
  mp4('bFrames', words('-c:v libx264 -preset superfast -bf 6 -b_strategy 2 -crf 22 -pix_fmt yuv420p')),
  mp4('fps50', [...X264, ...words('-r 50')], { filter: 'minterpolate=fps=50:mi_mode=blend' }),
  mp4('fps60', [...X264, ...words('-r 60')], { filter: 'minterpolate=fps=60:mi_mode=blend' }),
  mp4('variableRate', [...X264, ...words('-fps_mode vfr -enc_time_base 1/90000')], {
    // Hardly two frames the same time apart, as a webcam gives them.
    filter: "setpts='PTS+0.012*sin(N)/TB'",
  }),
  mp4('interlaced', [...X264, ...words('-flags +ilme+ildct -x264opts tff=1')], {
    filter: 'interlace=scan=tff:lowpass=1,fps=25',
  }),
  mp4('audio', [...X264, ...words('-c:a aac -shortest')], { input: words('-f lavfi -i sine=440:r=44100') }),
  mp4('turned', X264, {
    filter: 'transpose=cclock',
    remux: { input: [], output: words('-metadata:s:v:0 rotate=270') },
  }),
  // Cut between key frames: what lies before the cut stays in the file, hidden by an edit list.
  mp4('editList', [...X264, ...words('-g 999')], {
    lengthS: 7.5,
    remux: { input: words('-ss 2.0'), output: words('-t 5.5') },
  }),
  mp4('coverPicture', X264, {
    remux: {
      input: [],
      output: words('-map 0:v -map 0:v -c:v:1 png -frames:v:1 1 -disposition:v:1 attached_pic'),
    },
  }),
  mp4('fragmented', [...X264, ...words('-movflags frag_keyframe+empty_moov+default_base_moof')]),
  mp4('indexLast', [...X264, ...words('-movflags -faststart')]),
  mp4('lateStart', [...X264, ...words('-output_ts_offset 3.2')]),
  mp4('oneKeyFrame', words('-c:v libx264 -preset ultrafast -crf 22 -pix_fmt yuv420p -g 600')),
  { name: 'quicktimeNamedMp4', extension: 'mp4', codes: CLEAN, output: [...X264, ...words('-f mov')] },
  { name: 'quicktime', extension: 'mov', codes: OTHER_KIND, output: X264 },
  {
    name: 'webm',
    extension: 'webm',
    codes: OTHER_KIND,
    output: words('-c:v libvpx -deadline realtime -cpu-used 8 -b:v 3M'),
  },
  { name: 'matroska', extension: 'mkv', codes: OTHER_KIND, output: X264 },
];
