import type { fleet as english } from '../en/fleet.ts';
import type { SameShape } from '../shape.ts';

export const fleet: SameShape<typeof english> = {
  cli: {
    noServer:
      'Chưa biết cụm máy chủ nào. Hãy đặt mục "fleet" trong chính sách, hoặc ghi --server tls://HOST:PORT và --creds TỆP (và --ca PEM).',
    whole: (count, records) => `NGUYÊN VẸN: ${count} chuỗi, ${records} bản ghi.`,
    notWhole: (bad, count) => `KHÔNG NGUYÊN VẸN: ${bad} trên ${count} chuỗi.`,
    none: 'Luồng không có chuỗi nào.',
    good: (first, last) => `bản ghi ${first} đến ${last} đúng như quầy đã ghi`,
    bad: (seq, problem) => `bản ghi sai đầu tiên là ${seq}. ${problem}`,
    pending: (count) => `còn ${count} bản ghi tại quầy chưa gửi`,
    unheard: 'quầy này chưa từng gửi đầu chuỗi nên nếu mất phần cuối sẽ không nhận ra',
    keysFromStream:
      'Khóa lấy từ chính luồng dữ liệu. Hãy chỉ ra khóa của từng quầy (--key PEM, nhiều lần) để biết chắc các bản ghi là của ai.',
  },
  problems: {
    unreadable: 'Không đọc được thành bản ghi.',
    changed: 'Bản ghi đã bị sửa, hoặc không do quầy này ghi.',
    misplaced: 'Thiếu một bản ghi ở đây, hoặc có bản ghi đứng sai chỗ.',
    truncated: 'Quầy biết bản ghi này và các bản ghi sau đã được nhận, nhưng nay không còn.',
    rewritten: 'Đầu chuỗi của quầy ghi một bản ghi khác ở chỗ này.',
    lossNoted: 'Tại đây chính quầy đã ghi nhận có bản ghi bị mất hoặc bị thay.',
    startMissing: 'Các bản ghi cũ nhất đã mất mà không phải do hết hạn lưu giữ.',
    header: 'Phần đầu đã bị sửa.',
    damagedDatabase: 'Cơ sở dữ liệu bị hỏng từ chỗ này.',
    forked:
      'Từ đây nhật ký tại quầy khác với luồng: quầy đã được khôi phục từ bản sao cũ, hoặc hai quầy dùng chung một khóa.',
    keyUnknown: 'Không có khóa nào được chỉ ra là của các bản ghi này.',
    headInvalid: 'Đầu chuỗi đang có không phải do khóa của chuỗi này ký.',
  },
};
