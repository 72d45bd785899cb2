import type { deskTexts as english } from '../en/desk.ts';
import type { SameShape } from '../shape.ts';

export const deskTexts: SameShape<typeof english> = {
  unresolvedTitle: 'Dành cho giao dịch viên: yêu cầu chưa rõ kết quả',
  unresolvedLead:
    'Các yêu cầu này đã rời máy nhưng không rõ dịch vụ trả lời thế nào. Mỗi yêu cầu có thể đã bị tính phí.',
  unresolved: (reference, at) => `${reference}, ${at}`,
  acknowledge: 'Đã ghi nhận',
  damaged: (lines) => `Không đọc được ${lines} dòng trong sổ các lần gọi. Hãy gọi bộ phận CNTT.`,
  usedToday: (used, limit) => `Số lần gọi của máy này hôm nay: ${used} trên ${limit}.`,
  usedThisMonth: (used, limit) => `Số lần gọi của máy này trong tháng: ${used} trên ${limit}.`,
};
