import type { fleet as english } from '../en/fleet.ts';
import type { SameShape } from '../shape.ts';

export const fleet: SameShape<typeof english> = {
  cli: {
    noServer:
      'Chưa biết cụm máy chủ nào. Hãy đặt mục "fleet" trong chính sách, hoặc ghi --server tls://HOST:PORT và --creds TỆP (và --ca PEM).',
    whole: (count, records) => `NGUYÊN VẸN: ${count} chuỗi, ${records} bản ghi.`,
    notWhole: (bad, count) => `KHÔNG NGUYÊN VẸN: ${bad} trên ${count} chuỗi.`,
    none: 'Luồng không có chuỗi nào.',
    ready: 'Các luồng và kho chính sách đã sẵn sàng.',
    title: (stations, days) => `${stations} quầy, bản ghi trong ${days} ngày`,
    branch: (going, stations, sessions) => `${going} trên ${stations} quầy làm việc được, ${sessions} phiên`,
    practice: 'thực hành',
    sessions: 'số phiên',
    outcomes: 'kết quả',
    retakes: 'ghi lại vì',
    differing: 'dự đoán khác với trả lời',
    quota: 'lượt gọi hôm nay',
    policy: 'chính sách',
    good: (first, last) => `bản ghi ${first} đến ${last} đúng như quầy đã ghi`,
    bad: (seq, problem) => `bản ghi sai đầu tiên là ${seq}. ${problem}`,
    pending: (count) => `còn ${count} bản ghi tại quầy chưa gửi`,
    unheard: 'quầy này chưa từng gửi đầu chuỗi nên nếu mất phần cuối sẽ không nhận ra',
    keysFromStream:
      'Khóa lấy từ chính luồng dữ liệu. Hãy chỉ ra khóa của từng quầy (--key PEM, nhiều lần) để biết chắc các bản ghi là của ai.',
  },
  standings: { go: 'tốt', attention: 'cần xem', noGo: 'NGỪNG' },
  remarks: {
    silent: 'Hơn năm phút không có tin. Hãy xem mạng và nguồn điện của quầy.',
    forked: 'Nhật ký của quầy khác với luồng. Hãy hỏi ai đã khôi phục hoặc nhân bản máy.',
    quotaReached: 'Đã dùng hết số lượt gọi cho phép.',
    gap: 'Trên luồng thiếu bản ghi. Hãy kiểm tra bằng verify-journal --stream.',
    streaming: 'Bản ghi chưa gửi đi được; chúng vẫn được giữ tại quầy.',
    faults: 'Có phiên bị lỗi hoặc bị ngắt giữa chừng.',
    lagging: 'Còn nhiều bản ghi chưa được gửi đi.',
    policyRefused: 'Quầy đã từ chối hoặc gỡ bỏ một chính sách của nhóm.',
  },
  problems: {
    unreadable: 'Không đọc được thành bản ghi.',
    changed: 'Bản ghi đã bị sửa, hoặc không do quầy này ghi.',
    misplaced: 'Thiếu một bản ghi ở đây, hoặc có bản ghi đứng sai chỗ.',
    truncated: 'Quầy biết bản ghi này và các bản ghi sau đã được nhận, nhưng nay không còn.',
    rewritten: 'Đầu chuỗi của quầy ghi một bản ghi khác ở chỗ này.',
    lossNoted: 'Tại đây chính quầy đã ghi nhận có bản ghi bị mất hoặc bị thay.',
    startMissing: 'Các bản ghi cũ nhất đã mất mà không phải do hết hạn lưu giữ.',
    headForeign: 'Đầu chuỗi không thuộc chuỗi này.',
    header: 'Phần đầu đã bị sửa.',
    damagedDatabase: 'Cơ sở dữ liệu bị hỏng từ chỗ này.',
    forked:
      'Từ đây nhật ký tại quầy khác với luồng: quầy đã được khôi phục từ bản sao cũ, hoặc hai quầy dùng chung một khóa.',
    keyUnknown: 'Không có khóa nào được chỉ ra là của các bản ghi này.',
    headInvalid: 'Đầu chuỗi đang có không phải do khóa của chuỗi này ký.',
  },
};
