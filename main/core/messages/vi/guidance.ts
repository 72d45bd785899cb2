import type { guidanceTexts as english } from '../en/guidance.ts';
import type { SameShape } from '../shape.ts';

export const guidanceTexts: SameShape<typeof english> = {
  hints: {
    noFace: {
      say: 'Xin nhìn vào camera',
      more: 'Chưa thấy khuôn mặt. Xin ngồi trước camera.',
    },
    manyFaces: { say: 'Chỉ một người trong hình', more: 'Xin mời những người khác ra khỏi khung hình.' },
    closer: { say: 'Xin lại gần hơn', more: 'Kéo ghế về phía trước đến khi khuôn mặt đầy khung.' },
    farther: { say: 'Xin lùi lại một chút', more: 'Cả khuôn mặt cần nằm gọn trong khung.' },
    centre: { say: 'Đưa khuôn mặt vào khung', more: 'Dịch sang bên hoặc lên xuống cho vừa khung.' },
    lookStraight: { say: 'Xin nhìn thẳng vào camera', more: 'Nâng hoặc hạ cằm để mặt hướng thẳng camera.' },
    holdStill: { say: 'Xin giữ yên một chút', more: 'Có thể tựa tay lên quầy cho đỡ rung.' },
    moreLight: { say: 'Hơi tối', more: 'Xin bật đèn chiếu từ phía trước mặt.' },
    lessLight: { say: 'Ánh sáng quá mạnh', more: 'Xin xoay đèn ra khỏi khuôn mặt.' },
    lightBehind: { say: 'Đang ngồi ngược sáng', more: 'Kéo rèm lại, hoặc xoay camera tránh cửa sổ.' },
    uncover: {
      say: 'Xin để lộ cả khuôn mặt',
      more: 'Bỏ khẩu trang, kính râm; không để tóc và tay che mặt.',
    },
    cleanLens: { say: 'Hình bị mờ', more: 'Xin lau ống kính camera.' },
  },
  closerBy: (centimetres) => `Xin lại gần thêm khoảng ${centimetres} cm`,
  fartherBy: (centimetres) => `Xin lùi lại khoảng ${centimetres} cm`,
  good: 'Tốt lắm. Xin giữ nguyên',
  countdown: (seconds) => `Bắt đầu quay sau ${seconds}`,
  starting: 'Đang tìm khuôn mặt',
  cardChecks: {
    seen: { name: 'Thấy thẻ', wish: 'Đặt thẻ dưới camera' },
    whole: { name: 'Đủ bốn góc', wish: 'Đưa cả thẻ vào trong hình' },
    large: { name: 'Đủ lớn', wish: 'Đưa thẻ lại gần camera hơn' },
    straight: { name: 'Thẳng và phẳng', wish: 'Đặt thẻ thẳng và phẳng' },
    clear: { name: 'Không bị lóa', wish: 'Thẻ bị lóa: xoay nhẹ đèn hoặc thẻ' },
    sharp: { name: 'Rõ nét', wish: 'Hình chưa nét' },
    still: { name: 'Nằm yên', wish: 'Xin bỏ tay ra khỏi thẻ' },
  },
  cardMeters: {
    whole: (share) => (share <= 0 ? 'bị cắt mất góc' : `cách mép hình ${share} %`),
    large: (across, needed) => `Ngang thẻ ${across} điểm ảnh, cần ${needed}`,
    straight: (degrees) => `nghiêng ${degrees}°`,
    clear: (share) => `lóa ${share} %`,
    sharp: (percent) => `nét ${percent} % mức cần`,
  },
  cardChecksLabel: 'Camera đang thấy',
  cardGood: 'Tốt lắm. Đang chụp',
  well: 'đạt',
  notYet: 'chưa đạt',
};
