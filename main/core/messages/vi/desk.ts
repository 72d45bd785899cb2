import type { deskTexts as english } from '../en/desk.ts';
import type { SameShape } from '../shape.ts';

export const deskTexts: SameShape<typeof english> = {
  unresolvedTitle: 'Dành cho giao dịch viên: yêu cầu chưa rõ kết quả',
  unresolvedLead:
    'Các yêu cầu này đã rời máy nhưng không rõ dịch vụ trả lời thế nào. Mỗi yêu cầu có thể đã bị tính phí.',
  unresolved: (reference, at) => `${reference}, ${at}`,
  acknowledge: 'Đã ghi nhận',
  damaged: (lines) => `Không đọc được ${lines} dòng trong sổ các lần gọi. Hãy gọi bộ phận CNTT.`,
  parkTitle: 'Hoặc quyết định sau',
  parkText: (hours) =>
    `Video và ảnh có thể được giữ trên máy này, đã niêm phong, trong ${hours}. Sau đó nhân viên có thể gửi lại hoặc xóa. Hết thời hạn, dữ liệu tự xóa.`,
  parkCheck: 'Đã hỏi và khách hàng đồng ý.',
  park: 'Giữ lại và quyết định sau',
  parking: 'Đang niêm phong',
  parkedTitle: 'Dành cho giao dịch viên: các lần kiểm tra chờ quyết định',
  parkedUntil: (reference, at) => `${reference}, đến ${at}`,
  openParked: (reference) => `Mở ${reference}`,
  eraseParked: (reference) => `Xóa ${reference}`,
  usedToday: (used, limit) => `Số lần gọi của máy này hôm nay: ${used} trên ${limit}.`,
  usedThisMonth: (used, limit) => `Số lần gọi của máy này trong tháng: ${used} trên ${limit}.`,
  handOver: {
    waitingTitle: 'Ngân hàng chưa nhận được bản sao',
    waiting:
      'Bản sao đã khóa của lần kiểm tra này được cất an toàn tại quầy và sẽ tự gửi đến ngân hàng. Bạn có thể kết thúc và phục vụ khách tiếp theo.',
    failedTitle: 'Ngân hàng sẽ không có bản sao của lần kiểm tra này',
    failed: (reference) =>
      `Không cất được bản sao đã khóa. Hãy ghi lại mã tham chiếu ${reference} và gọi bộ phận CNTT trước khi kết thúc: khi kết thúc, video và ảnh sẽ bị xóa. Kết quả vẫn được giữ.`,
    standTitle: 'Bản sao cho ngân hàng',
    noneWaits: 'Không có bản sao nào đang chờ; ngân hàng đã nhận đủ.',
    someWait: (count, since) =>
      `${count} bản sao đã khóa đang chờ tại quầy, bản cũ nhất từ ${since}. Chúng sẽ tự được gửi khi không có khách.`,
    lastTry:
      'Lần gửi gần nhất không thành công. Hãy kiểm tra mạng và địa chỉ của ngân hàng, hoặc gọi bộ phận CNTT.',
  },
};
