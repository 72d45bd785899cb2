import type { receipt as english } from '../en/receipt.ts';
import type { SameShape } from '../shape.ts';

export const receipt: SameShape<typeof english> = {
  title: 'Biên nhận kiểm tra khuôn mặt',
  practiceMark: 'LUYỆN TẬP – không phải kiểm tra thật',
  reference: 'Mã tham chiếu',
  time: 'Thời gian',
  station: 'Quầy',
  result: 'Kết quả',
  reasons: 'Lý do',
  serviceCode: 'Mã của dịch vụ',
  videoFingerprint: 'Dấu kiểm video',
  cardFingerprint: 'Dấu kiểm ảnh thẻ',
  noCard: 'không gửi ảnh thẻ',
  scanToCheck: 'Quét mã để kiểm tra biên nhận này là thật.',
  noPersonalData: 'Biên nhận này không có hình ảnh và không có số giấy tờ.',
  notLegalProof: 'Biên nhận ghi lại trả lời của dịch vụ; đây không phải giấy tờ tùy thân.',
  head: {
    title: 'Đầu chuỗi nhật ký',
    lastRecord: 'Bản ghi cuối',
    key: 'Khóa của quầy',
    howTo: 'Để kiểm tra: verify-journal TỆP --head kèm mã ở trên hoặc nội dung mã QR này.',
    keep: 'Hãy cất tờ này ở nơi khác, không để tại quầy. Nếu sau này có ai sửa những gì đã ghi đến thời điểm này, mã sẽ không còn khớp.',
  },
};
