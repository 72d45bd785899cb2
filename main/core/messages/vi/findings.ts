import type { RuleId } from '../../requirements.ts';
import type { Doubt } from '../../rule.ts';
import type { findings as english } from '../en/findings.ts';
import type { SameShape } from '../shape.ts';

/** What a rule that may go without an answer looks at. */
const subjects: Partial<Record<RuleId, string>> = {
  'face.tooDark': 'ánh sáng trên khuôn mặt',
  'face.backlit': 'ngược sáng',
  'face.blurred': 'độ nét của khuôn mặt',
  'face.covered': 'khuôn mặt có bị che hay không',
  'face.notFrontal': 'khuôn mặt có nhìn thẳng hay không',
  'video.rigidFace': 'khuôn mặt có tự cử động hay không',
  'card.blurred': 'độ nét của ảnh chân dung',
  'card.covered': 'ảnh chân dung có bị che hay không',
};

const doubts: Record<Doubt, string> = {
  noFace: 'không tìm thấy khuôn mặt',
  tooFewFaces: 'khuôn mặt chỉ xuất hiện trong quá ít hình',
  tooDark: 'khuôn mặt quá tối để kết luận chắc chắn',
  tooBright: 'khuôn mặt quá sáng để kết luận chắc chắn',
  blurred: 'khuôn mặt quá mờ để kết luận chắc chắn',
  cutOff: 'một phần khuôn mặt nằm ngoài khung hình',
  tooSmall: 'khuôn mặt quá nhỏ để kết luận chắc chắn',
  hardlyAFace: 'khó nhận ra khuôn mặt',
  noBackground: 'không có nền để so sánh',
};

export const findings: SameShape<typeof english> = {
  notAssessed: (rule, doubt) => `Chưa đánh giá: ${subjects[rule] ?? rule}, vì ${doubts[doubt]}.`,
  rules: {
    'video.decodable': () => 'Tệp bị hỏng: không đọc được hình ảnh nào. Hãy quay lại.',
    'video.damaged': (measured) => `${measured} số hình bị hỏng. Hãy quay lại.`,
    'video.damagedSlightly': (measured) => `${measured} số hình bị hỏng. Nên quay lại cho chắc chắn.`,
    'video.container': (measured) => `Tệp có dạng ${measured}, không phải MP4. Hãy quay hoặc xuất thành MP4.`,
    'video.fileName': (measured) =>
      `Tệp là ${measured}; dịch vụ yêu cầu tệp có tên .mp4. Hãy đổi tên tệp hoặc xuất thành MP4.`,
    'video.codec': (measured, limit) => `Hình được nén bằng ${measured}; nên dùng ${limit}. Hãy xuất lại.`,
    'video.size': (measured, limit) =>
      `Video nặng ${measured}; tối đa ${limit}. Hãy quay lại hoặc giảm tốc độ bit.`,
    'video.tooShort': (measured, limit) =>
      `Video dài ${measured}; phải dài ít nhất ${limit}. Hãy quay lại và giữ yên đến hết.`,
    'video.tooLong': (measured, limit) =>
      `Video dài ${measured}; chỉ được dài tối đa ${limit}. Hãy quay lại.`,
    'video.frameRate': (measured, limit) =>
      `Video có ${measured}; cần ít nhất ${limit}. Hãy tăng ánh sáng hoặc dùng camera khác.`,
    'video.frameGap': (measured, limit) =>
      `Hình bị dừng ${measured} (giới hạn ${limit}). Hãy đóng chương trình khác rồi quay lại.`,
    'video.uniqueFrames': (measured) =>
      `Chỉ có ${measured} là hình mới. Hãy tăng ánh sáng hoặc dùng camera khác.`,
    'video.resolution': (measured, limit) =>
      `Cạnh ngắn có ${measured}; cần ít nhất ${limit}. Hãy đặt camera ở chế độ HD.`,
    'face.none': () => 'Không tìm thấy khuôn mặt. Hãy ngồi trước camera và nhìn vào camera.',
    'face.lost': () => 'Có lúc không thấy khuôn mặt. Hãy giữ khuôn mặt trong khung hình suốt thời gian quay.',
    'face.lostBriefly': () =>
      'Một khung hình không thấy khuôn mặt. Hãy giữ khuôn mặt trong khung và không che.',
    'face.several': (measured) => `Thấy ${measured} khuôn mặt. Chỉ khách hàng được có mặt trong hình.`,
    'face.severalBriefly': () =>
      'Có thể đã có khuôn mặt thứ hai trong chốc lát. Hãy để người khác ra khỏi khung hình.',
    'face.outOfFrame': () => 'Khuôn mặt ra khỏi khung hình. Hãy giữ cả khuôn mặt trong hình bầu dục.',
    'face.nearEdge': () => 'Khuôn mặt quá gần mép hình. Hãy vào giữa khung hình.',
    'face.tooDark': (measured, limit) =>
      `Khuôn mặt quá tối (${measured}, cần ít nhất ${limit}). Hãy bật đèn phía trước khách hàng.`,
    'face.dim': (measured) => `Khuôn mặt hơi tối (${measured}). Nên thêm ánh sáng phía trước.`,
    'face.tooBright': (measured, limit) =>
      `Khuôn mặt quá sáng (${measured}, tối đa ${limit}). Hãy giảm ánh sáng vào mặt.`,
    'face.burnt': (measured, limit) =>
      `${measured} khuôn mặt bị cháy sáng (tối đa ${limit}). Hãy giảm ánh sáng vào mặt.`,
    'face.bright': (measured) => `Khuôn mặt hơi sáng (${measured}). Nên giảm bớt ánh sáng.`,
    'face.backlit': () => 'Ngược sáng: khuôn mặt tối trên nền sáng. Hãy quay lưng khỏi cửa sổ.',
    'face.backlitSlightly': () =>
      'Nền sáng hơn khuôn mặt nhiều. Hãy tránh cửa sổ hoặc thêm ánh sáng phía trước.',
    'face.spotlight': (measured) => `Vệt sáng che ${measured} khuôn mặt. Hãy dời đèn sang bên.`,
    'face.glare': (measured) => `Có vệt sáng trên ${measured} khuôn mặt. Hãy dời đèn hoặc bỏ kính bóng.`,
    'face.sideLight': () => 'Một bên mặt tối hơn nhiều. Hãy đặt đèn phía trước.',
    'face.blurred': () => 'Khuôn mặt quá mờ. Hãy lau ống kính, giữ yên và chờ camera lấy nét.',
    'face.soft': () => 'Khuôn mặt hơi mờ. Hãy lau ống kính và chờ camera lấy nét.',
    'face.noDetail': () =>
      'Khuôn mặt không có chi tiết nhỏ, như được phóng to từ ảnh nhỏ. Hãy lau ống kính, chờ camera lấy nét và quay ở cỡ đầy đủ.',
    'face.covered': () => 'Khuôn mặt bị che. Hãy bỏ khẩu trang, tay, khăn hoặc kính đen.',
    'face.coveredPartly': () =>
      'Có thể một phần khuôn mặt bị che. Hãy bỏ khẩu trang, tay, khăn hoặc kính đen.',
    'face.eyesHidden': () => 'Không nhìn thấy mắt. Hãy bỏ kính đen, mũ hoặc tay che.',
    'face.darkGlasses': () => 'Khó nhìn thấy mắt. Hãy bỏ kính đen.',
    'face.tooSmall': (measured, limit) =>
      `Khuôn mặt chiếm ${measured} khung hình; cần ít nhất ${limit}. Hãy lại gần hơn.`,
    'face.nearlyTooSmall': (measured, limit) =>
      `Khuôn mặt chiếm ${measured} khung hình, sát mức tối thiểu (${limit} là an toàn). Hãy lại gần thêm một chút.`,
    'face.notFrontal': () => 'Khuôn mặt hầu như không nhìn thẳng. Hãy nhìn vào camera.',
    'face.rarelyFrontal': () => 'Khuôn mặt ít khi nhìn thẳng. Hãy nhìn vào camera.',
    'video.still': () => 'Video đứng yên như ảnh chụp. Hãy quay người thật có cử động nhẹ.',
    'video.freeze': (measured) => `Hình bị đứng ${measured}. Hãy đóng chương trình khác rồi quay lại.`,
    'video.rigidFace': () => 'Khuôn mặt không hề tự cử động, giống ảnh chụp. Hãy quay người thật.',
    'video.flatFace': () =>
      'Khuôn mặt chuyển động như một tấm ảnh phẳng. Hãy bảo đảm trước camera là người thật, không phải ảnh.',
    'card.decodable': () => 'Không đọc được ảnh giấy tờ. Hãy quét lại.',
    'card.size': (measured, limit) => `Ảnh giấy tờ nặng ${measured}; tối đa ${limit}. Hãy lưu nhỏ hơn.`,
    'card.resolution': (measured, limit) =>
      `Ảnh giấy tờ có ${measured} điểm ảnh; cần ít nhất ${limit}. Hãy quét lớn hơn.`,
    'card.noFace': () =>
      'Không tìm thấy ảnh chân dung trên giấy tờ. Hãy đặt phẳng, mặt có ảnh lên trên, rồi quét lại.',
    'card.severalFaces': (measured) =>
      `Tìm thấy ${measured} khuôn mặt trong ảnh giấy tờ; dùng khuôn mặt lớn nhất. Hãy kiểm tra lại chân dung.`,
    'card.faceShare': (measured, limit) =>
      `Chân dung chiếm ${measured} ảnh; yêu cầu ít nhất ${limit}. Hãy gửi ảnh cắt chân dung.`,
    'card.enlarged': (measured, limit) =>
      `Chân dung chỉ có ${measured} ở cạnh ngắn (yêu cầu ${limit}) nên đã được phóng to. Hãy quét giấy tờ lớn hơn.`,
    'card.blurred': () => 'Chân dung trên giấy tờ bị mờ. Hãy lấy nét camera tài liệu rồi quét lại.',
    'card.glare': () => 'Có vệt sáng trên chân dung. Hãy nghiêng giấy tờ hoặc tắt đèn rồi quét lại.',
    'card.covered': () =>
      'Có thể có vật che ảnh chân dung. Hãy bỏ ngón tay, tay áo và bao đựng khỏi giấy tờ rồi quét lại.',
    'card.smallFace': (measured) =>
      `Khuôn mặt trên chân dung chỉ cao ${measured}. Hãy đưa giấy tờ lại gần camera.`,
  },
};
