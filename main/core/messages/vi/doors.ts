import type {
  adminDoor as englishAdmin,
  policyDoor as englishPolicy,
  stationDoor as englishStation,
} from '../en/doors.ts';
import type { SameShape } from '../shape.ts';

export const adminDoor: SameShape<typeof englishAdmin> = {
  open: 'Giám sát',
  close: 'Quay lại',
  pin: {
    title: 'Mã PIN giám sát',
    lead: 'Hãy nhập mã PIN của người giám sát.',
    chooseTitle: 'Chọn mã PIN giám sát',
    chooseLead: 'Chưa có ai chọn. Từ 6 đến 12 chữ số; hãy cất giữ theo quy định của bộ phận CNTT.',
    missing:
      'Máy này chưa có mã PIN giám sát. Bộ phận CNTT đặt mã bằng lệnh supervisor-pin set hoặc trong chính sách.',
    managed: 'Mã PIN giám sát do chính sách của bộ phận CNTT đặt; chỉ đổi được ở đó.',
    label: 'Mã PIN, 6 đến 12 chữ số',
    enter: 'Xác nhận',
    save: 'Lưu',
    erase: 'Xóa',
    lockedUntil: (time: string) => `Không nhận mã PIN trước ${time}.`,
  },
  teller: {
    title: 'Đăng nhập',
    lead: 'Hãy đăng nhập bằng tên nhân viên và mã PIN. Tên này được ghi trong nhật ký của mỗi lần kiểm tra.',
    id: 'Tên nhân viên',
    signOn: 'Đăng nhập',
    signOff: (name: string) => `Đăng xuất ${name}`,
  },
};

export const policyDoor: SameShape<typeof englishPolicy> = {
  closed:
    'Quầy này tạm đóng: không thể làm theo chính sách. Trang giám sát nêu rõ chỗ sai; bộ phận CNTT sẽ sửa.',
};

export const stationDoor: SameShape<typeof englishStation> = {
  open: 'Kiểm tra quầy',
  title: 'Kiểm tra quầy hằng ngày',
  notToday: 'Hôm nay quầy này chưa được kiểm tra.',
  demanded: 'Ngân hàng yêu cầu kiểm tra quầy và đạt “Sẵn sàng” trước khách hàng đầu tiên.',
  noGoToday: 'Lần kiểm tra hôm nay có mục cần khắc phục.',
};
