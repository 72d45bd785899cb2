import type { stats as english } from '../en/stats.ts';
import type { SameShape } from '../shape.ts';

export const stats: SameShape<typeof english> = {
  title: 'Mã dự kiến và mã trả lời',
  show: 'Xem',
  station: (station, mode) => `Máy ${station} (${mode})`,
  calls: (calls, answered, notSent, unknown) =>
    `${calls} lần gọi: ${answered} có trả lời, ${notSent} chưa gửi đi, ${unknown} không rõ kết quả`,
  corner: 'Dự kiến ↓ trả lời →',
  pairs: 'Mã dự kiến -> mã trả lời',
  rules: 'Lưu ý về những gì đã gửi (đúng: bị từ chối với mã này; thừa: trả lời 200)',
  rule: (remarked, confirmed, inVain) => `${remarked} lưu ý, ${confirmed} đúng, ${inVain} thừa`,
  missed: 'Quá lỏng: bị từ chối mà ta không có lưu ý',
  missedCode: (count, rules) => `${count} lần; thuộc các quy tắc ${rules}`,
  suggestions: 'Đề xuất cho chính sách',
  noSuggestions: (enough) => `Chưa có đề xuất: mỗi quy tắc cần ${enough} trả lời có ý nghĩa.`,
  blind: 'Những gì bị chặn khi kiểm tra trước chưa từng được gửi nên không biết kết quả.',
  damaged: (lines) => `${lines} dòng không đọc được.`,
  none: 'Chưa có lần gọi nào.',
};
