import type { history as english } from '../en/history.ts';
import type { SameShape } from '../shape.ts';

export const history: SameShape<typeof english> = {
  verify: {
    whole: (from, to) => `NGUYÊN VẸN: bản ghi ${from} đến ${to} đúng như quầy đã ghi.`,
    empty: 'NGUYÊN VẸN: tệp không có bản ghi nào.',
    bad: (seq, problem) => `KHÔNG NGUYÊN VẸN: bản ghi sai đầu tiên là ${seq}. ${problem}`,
    key: (keyId) => `Khóa của quầy: ${keyId}.`,
    keyFromFile:
      'Khóa đi kèm trong tệp. Hãy so số khóa với quầy, hoặc chỉ ra khóa bằng --key, để biết chắc đây là nhật ký của quầy nào.',
    heads: (count) => `Số đầu chuỗi cất riêng đã khớp: ${count}.`,
    noHeads:
      'Chưa so với đầu chuỗi nào cất ở nơi khác; nếu bị cắt phần cuối thì chỉ nhận ra nhờ đó (--head).',
    noKey: 'Chưa có khóa công khai. Hãy chỉ ra khóa của quầy (tệp PEM) bằng --key.',
    problems: {
      unreadable: 'Không đọc được thành bản ghi.',
      changed: 'Bản ghi đã bị sửa, hoặc không do quầy này ghi.',
      misplaced: 'Thiếu một bản ghi ở đây, hoặc có bản ghi đứng sai chỗ.',
      truncated: 'Bản ghi này và phần sau đã mất.',
      rewritten: 'Đầu chuỗi cất riêng ghi một bản ghi khác ở chỗ này.',
      lossNoted: 'Tại đây chính quầy đã ghi nhận có bản ghi bị mất hoặc bị thay.',
      startMissing: 'Các bản ghi cũ nhất đã mất mà không phải do hết hạn lưu giữ.',
      header: 'Dòng đầu của tệp xuất đã bị sửa.',
      damagedDatabase: 'Tệp cơ sở dữ liệu bị hỏng từ chỗ này.',
    },
  },
  receipt: {
    genuine: 'ĐÚNG: biên nhận do quầy ký.',
    notGenuine: 'KHÔNG ĐÚNG: chữ ký không khớp với nội dung và khóa này.',
    notReceipt: 'Đây không phải nội dung của một biên nhận.',
    unknownKey: (keyId) =>
      `Biên nhận ghi khóa ${keyId} của quầy, nhưng ở đây không có khóa đó. Hãy chỉ ra khóa (tệp PEM) bằng --key.`,
    practice: 'THỰC HÀNH: biên nhận này không phải của một lần kiểm tra thật.',
    reference: 'Mã tham chiếu',
    time: 'Thời gian',
    station: 'Quầy',
    outcome: 'Kết quả',
    code: 'Mã của dịch vụ',
    video: 'Dấu vân video',
    card: 'Dấu vân ảnh thẻ',
  },
};
