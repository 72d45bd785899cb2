import type { admin as english } from '../en/admin.ts';
import type { SameShape } from '../shape.ts';
import { adminDoor } from './doors.ts';

export const admin: SameShape<typeof english> = {
  ...adminDoor,
  cli: {
    needsApp:
      'Khóa nằm trong kho khóa của máy này và chỉ chính ứng dụng mở được. Hãy chạy chương trình của ứng dụng: liveness-kiosk key status (từ mã nguồn: npm start -- key status).',
    pinNeedsApp:
      'Chỉ chính ứng dụng đặt được mã PIN này. Hãy chạy chương trình của ứng dụng: liveness-kiosk supervisor-pin set (từ mã nguồn: npm start -- supervisor-pin set).',
    pinIs: {
      policy: 'Mã PIN giám sát do chính sách của bộ phận CNTT đặt (kiosk.supervisorPinHash).',
      set: 'Máy này đã có mã PIN giám sát.',
      missing: 'Máy này chưa có mã PIN giám sát. Hãy đặt bằng lệnh: liveness-kiosk supervisor-pin set.',
    },
  },
  desk: {
    title: 'Giám sát',
    lead: 'Trang này tự đóng sau hai phút không sử dụng.',
    lock: 'Khóa và đóng',
    changePin: 'Mã PIN giám sát mới',
    leaveTitle: 'Chương trình',
    restart: 'Khởi động lại chương trình',
    exit: 'Thoát chương trình',
  },
  keys: {
    title: 'Khóa dịch vụ',
    lead: 'Hãy sao chép khóa từ cổng dịch vụ hoặc để khóa trong một tệp. Khóa vào thẳng kho khóa của máy này; không màn hình nào hiển thị khóa. Khởi động lại để dùng khóa mới.',
    slots: {
      live: 'Khóa chính thức',
      test: 'Khóa thử nghiệm',
      fleet: 'Khóa vào cụm máy chủ của ngân hàng',
      handOver: 'Mã truy cập kho lưu trữ của ngân hàng',
    },
    notSet: 'chưa có',
    isSet: (fingerprint: string) => `đã có, dấu kiểm khóa ${fingerprint}`,
    fromClipboard: 'Lấy từ bộ nhớ tạm',
    fromFile: 'Lấy từ tệp',
    remove: 'Gỡ bỏ',
  },
  tellers: {
    title: 'Giao dịch viên',
    lead: 'Những người được đăng nhập tại đây bằng mã PIN.',
    none: 'chưa có ai',
    add: 'Thêm hoặc thay',
    remove: (name: string) => `Gỡ ${name}`,
  },
  about: {
    title: 'Thông tin',
    version: 'Phiên bản',
    signing: {
      signed: 'đã ký',
      unsigned: 'CHƯA KÝ: chỉ để thử nghiệm, không dùng tại chi nhánh',
      development: 'chạy từ mã nguồn',
    },
    build: 'Bản dựng',
    station: 'Quầy',
    runtime: 'Nền tảng',
    policy: 'Chính sách',
    colour: 'Màu',
    colourAsAsked: 'đúng như yêu cầu',
    colourChanged: (asked: string, light: string, dark: string) =>
      `${asked} khó đọc ở một số chỗ; dùng ${light} (nền sáng) và ${dark} (nền tối)`,
    managed: 'do bộ phận CNTT quản lý',
    notManaged: 'mặc định hoặc tệp nêu khi khởi động',
    notices: 'Giấy phép của các thành phần',
    noNotices: 'Bản dựng này không kèm danh sách; bản phát hành có kèm.',
  },
  outOfService: {
    title: 'Tạm ngừng phục vụ',
    lead: 'Mời Quý khách sang quầy khác. Máy tự thử lại sau hai phút. Mã cho bộ phận hỗ trợ:',
  },
};
