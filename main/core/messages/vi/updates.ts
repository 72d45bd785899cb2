import type { updates as english } from '../en/updates.ts';
import type { SameShape } from '../shape.ts';

/** Cập nhật: trang giám sát và lệnh doctor. */
export const updates: SameShape<typeof english> = {
  title: 'Cập nhật',
  off: 'Chính sách của bộ phận CNTT để công cụ của ngân hàng lo việc cập nhật (Intune, SCCM, apt).',
  running: (version: string) => `Đang chạy phiên bản ${version}.`,
  lead: (from: string, to: string, days: string) =>
    `Phiên bản mới được tự động tải và cài đặt từ ${from} đến ${to} (${days}), khi không ai dùng quầy này.`,
  everyDay: 'mọi ngày',
  days: {
    mon: 'thứ Hai',
    tue: 'thứ Ba',
    wed: 'thứ Tư',
    thu: 'thứ Năm',
    fri: 'thứ Sáu',
    sat: 'thứ Bảy',
    sun: 'Chủ nhật',
  },
  rings: {
    pilot: 'Quầy thí điểm: nhận phiên bản mới ngay khi có trong danh sách.',
    staged: (place: string) => `Nhận phiên bản mới khi đã phát hành cho hơn ${place} % số quầy.`,
  },
  probation: (starts: number) =>
    `Phiên bản này còn mới ở đây và phải chạy ổn định thêm ${starts} lần khởi động.`,
  wayBack: (version: string) => `Nếu liên tục bị lỗi, quầy tự trở về phiên bản ${version}.`,
  noWayBack: 'Trên ổ đĩa này không giữ phiên bản trước đó: nếu liên tục bị lỗi, hãy gọi bộ phận CNTT.',
  blocked: (versions: string) => `Không nhận lại vì đã bị lỗi ở đây: ${versions}.`,
  check: 'Tìm bản cập nhật ngay',
  checking: 'Đang tìm bản cập nhật. Nếu cài đặt, chương trình sẽ tự khởi động lại.',
  acts: {
    checked: 'Đã đọc danh sách cập nhật; chữ ký hợp lệ.',
    downloaded: 'Đã tải và kiểm tra phiên bản mới.',
    refused: 'Chưa cập nhật.',
    installing: 'Đang cài đặt phiên bản mới.',
    installed: 'Phiên bản mới đang chạy.',
    rolledBack: 'Phiên bản mới bị lỗi; quầy đã trở về phiên bản trước.',
    notRolledBack: 'Phiên bản mới bị lỗi và không khôi phục được phiên bản trước. Hãy gọi bộ phận CNTT.',
  },
  reasons: {
    off: 'Chính sách để bộ phận CNTT lo việc cập nhật. Ở đây không cần làm gì.',
    notUpdatable:
      'Bản cài đặt này không tự thay thế được. Hãy cập nhật bằng apt, Intune hoặc SCCM và đặt updates.mode là off.',
    noRights:
      'Tài khoản này không có quyền thay thế chương trình. Hãy cập nhật bằng công cụ của ngân hàng hoặc cấp quyền ghi vào nơi đó.',
    noPublisher:
      'Bộ cài không được nhà phát hành của chương trình này ký, hoặc bản dựng này không nêu tên nhà phát hành. Đừng cài đặt; hãy gọi bộ phận CNTT.',
    unreachable: 'Máy chủ cập nhật không trả lời đúng. Hãy kiểm tra mạng và updates.address.',
    untrusted:
      'Chứng chỉ của máy chủ cập nhật không được tin cậy. Có thể ai đó trả lời thay, hoặc thiếu updates.caBundlePath. Hãy gọi bộ phận CNTT.',
    badSignature:
      'Danh sách cập nhật không được ký bằng khóa của ngân hàng. Chưa tải gì cả. Hãy ký lại danh sách; nếu không ai sửa nó, hãy báo bộ phận an ninh.',
    badList: 'Không dùng được danh sách cập nhật đã ký: có phần bị thiếu hoặc sai. Hãy tạo và ký lại.',
    upToDate: 'Đây là phiên bản mới nhất trong danh sách.',
    older: 'Danh sách đưa ra phiên bản cũ hơn nên không nhận; muốn trở về hãy dùng công cụ của ngân hàng.',
    blocked: 'Phiên bản này đã bị lỗi ở quầy này nên không nhận lại. Hãy phát hành phiên bản mới hơn.',
    stagedOut:
      'Phiên bản này chưa được phát hành cho quầy này. Quầy sẽ nhận khi tỷ lệ phần trăm được nâng lên.',
    outsideWindow: 'Ngoài giờ cập nhật. Phiên bản mới sẽ tự cài đặt trong khung giờ tới.',
    busy: 'Quầy đang được dùng, hoặc còn một lần kiểm tra chờ quyết định. Chương trình sẽ tự thử lại.',
    damaged: 'Tệp không đúng với tệp nêu trong danh sách nên đã bị bỏ. Hãy đặt đúng tệp lên máy chủ.',
    diskFull: 'Ổ đĩa không đủ chỗ. Hãy giải phóng bớt rồi tìm lại.',
    failed: 'Không cài đặt được phiên bản mới. Phiên bản cũ vẫn chạy. Nếu lặp lại, hãy gọi bộ phận CNTT.',
  },
};
