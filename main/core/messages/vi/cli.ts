import type { cli as english } from '../en/cli.ts';
import type { SameShape } from '../shape.ts';

export const cli: SameShape<typeof english> = {
  usage: 'Cách dùng: npm run -s kiosk -- LỆNH',
  unknownCommand: (name) => `Không có lệnh "${name}".`,
  precheck: {
    working: 'Đang kiểm tra ...',
    outcome: {
      pass: (code) => `ĐẠT: không có gì cản trở việc gửi (dự kiến trả lời ${code}).`,
      warn: (code) =>
        `ĐẠT, CÓ LƯU Ý: có thể gửi (dự kiến trả lời ${code}); bản quay tốt hơn thì an toàn hơn.`,
      fail: (code) => `KHÔNG ĐẠT: nhiều khả năng dịch vụ từ chối với mã ${code}.`,
    },
    severity: { block: 'Phải sửa', warn: 'Nên sửa', info: 'Ghi chú' },
    neverAssessed:
      'Hoàn toàn không đánh giá ở đây: có phải người sống (301), có phải deepfake (302), có đúng là chủ giấy tờ (303) hay không.',
    overridden: 'đã đổi theo chính sách',
    video: 'Video',
    card: 'Giấy tờ',
    face: 'khuôn mặt',
    nativePixels: 'cắt từ',
    notSent: 'không có gì để gửi',
    sent: { portraitCrop: 'ảnh cắt chân dung', wholeCard: 'cả giấy tờ', asGiven: 'gửi nguyên ảnh' },
  },
  page: {
    title: 'Báo cáo kiểm tra trước',
    timeline: 'Diễn biến theo thời gian',
    findings: 'Những điểm phát hiện',
    pictures: 'Hình ảnh (khuôn mặt đã làm mờ)',
    numbers: 'Số đo',
    nothing: 'Không phát hiện điều gì cản trở việc gửi.',
    practice: 'Đây là dự đoán trên máy này; dịch vụ mới là bên quyết định.',
    series: {
      share: 'Tỷ lệ khuôn mặt (%)',
      brightness: 'Độ sáng khuôn mặt (0-255)',
      sharpness: 'Độ nét (dưới 0,5 là mờ)',
      yaw: 'Quay ngang (độ)',
      pitch: 'Ngẩng/cúi (độ)',
      roll: 'Nghiêng (độ)',
      motion: 'Chuyển động',
    },
  },
  doctor: {
    ok: 'TỐT',
    attention: 'XEM LẠI',
    broken: 'CẦN SỬA',
    notAssessed: 'CHƯA ĐÁNH GIÁ',
    checks: {
      policy: 'Chính sách',
      runtime: 'Môi trường chạy',
      ffmpeg: 'ffmpeg',
      model: 'Mô hình và bộ nhận diện khuôn mặt',
      camera: 'Camera',
      printer: 'Máy in',
      keychain: 'Kho khóa',
      clock: 'Đồng hồ',
      disk: 'Ổ đĩa',
      proxy: 'Proxy',
      tls: 'TLS tới dịch vụ',
    },
    advice: {
      policy:
        'Hãy sửa các mục đã nêu (lệnh policy show cho biết thêm). Quầy có chính sách của máy không làm theo được sẽ tạm đóng.',
      runtime: 'Hãy cài Node 20.19 trở lên.',
      ffmpeg: 'Hãy cài ffmpeg 4.4 trở lên (Debian: apt-get install ffmpeg), hoặc đặt FFMPEG_BIN.',
      model: 'Hãy chạy lại bước thiết lập hoặc cài lại chương trình.',
      camera: 'Hãy nối webcam và camera tài liệu, kiểm tra dây cắm.',
      printer: 'Hãy cài máy in biên nhận, hoặc lưu biên nhận thành PDF.',
      keychain:
        'Hãy đăng nhập vào phiên có kho khóa (Windows: tài khoản người dùng; Linux: GNOME Keyring hoặc KWallet).',
      clock: 'Hãy đặt giờ máy tính theo giờ mạng.',
      disk: 'Hãy giải phóng dung lượng ổ đĩa.',
      proxy: 'Hãy hỏi bộ phận CNTT chi nhánh có cần proxy không.',
      tls: 'Hãy đề nghị bộ phận CNTT cho máy này truy cập dịch vụ qua cổng 443, hoặc cài chứng chỉ của công ty.',
    },
  },
};
