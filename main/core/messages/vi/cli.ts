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
    file: 'Tệp',
    checkedAt: 'Kiểm tra lúc',
    measured: 'đo được',
    limit: 'giới hạn',
    overrides: 'Thay đổi theo chính sách',
    documented: (limit, severity) => `theo tài liệu: ${limit}, ${severity}`,
    off: 'đã tắt',
    legend: 'Nét đứt: giới hạn. Vùng tô: lúc có điểm phát hiện.',
    table: { what: 'Mục', measured: 'Đo được', limit: 'Yêu cầu' },
    rows: {
      picture: 'Hình',
      length: 'Thời lượng',
      rate: 'Số hình mỗi giây',
      gap: 'Quãng ngắt dài nhất giữa hai hình',
      size: 'Dung lượng tệp',
      found: 'Số hình đã xem có khuôn mặt',
    },
    series: {
      faces: 'Số khuôn mặt thấy được',
      share: 'Tỷ lệ khuôn mặt (%)',
      brightness: 'Độ sáng khuôn mặt',
      sharpness: 'Độ nét',
      yaw: 'Quay ngang (độ)',
      pitch: 'Ngẩng/cúi (độ)',
      roll: 'Nghiêng (độ)',
      motion: 'Chuyển động',
    },
  },
};
