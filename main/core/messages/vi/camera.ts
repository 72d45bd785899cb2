import type { cameraTexts as english } from '../en/camera.ts';
import type { SameShape } from '../shape.ts';

export const cameraTexts: SameShape<typeof english> = {
  opening: 'Đang bật camera',
  closed: 'Camera đang tắt',
  recordingMark: 'Đang quay',
  mirrored: 'như soi gương',
  picker: {
    change: 'Camera khác',
    faceTitle: 'Camera nào hướng về khách hàng?',
    cardTitle: 'Camera nào chụp giấy tờ?',
    lead: 'Máy sẽ nhớ lựa chọn này cho quầy.',
    use: 'Dùng camera này',
    noPicture: 'Không có hình: có thể đang được chương trình khác dùng',
    infrared: 'Camera hồng ngoại: không dùng được',
    virtual: 'Camera ảo: không dùng được',
    notAllowed: 'Không thuộc các camera ngân hàng cho dùng ở quầy này',
    group: 'Các camera',
    missing: (label) => `Chưa cắm ${label}. Hãy cắm lại hoặc chọn camera khác.`,
  },
  controls: {
    title: 'Chỉnh camera',
    zoom: 'Phóng to',
    focusDistance: 'Lấy nét',
    exposureTime: 'Phơi sáng',
    brightness: 'Độ sáng',
    exposureCompensation: 'Sáng hơn hoặc tối hơn',
    iso: 'Độ nhạy sáng',
    contrast: 'Tương phản',
    saturation: 'Độ đậm màu',
    sharpness: 'Làm nét',
    colorTemperature: 'Cân bằng trắng',
  },
  errors: {
    NotAllowedError: {
      title: 'Camera bị chặn',
      text: 'Máy tính này không cho ứng dụng dùng camera.',
      wayOut: 'Mở phần cài đặt quyền riêng tư của hệ thống, cho phép ứng dụng dùng camera, rồi thử lại.',
    },
    SecurityError: {
      title: 'Camera bị chặn',
      text: 'Chính sách của máy tính này không cho dùng camera.',
      wayOut: 'Hãy gọi bộ phận CNTT để cho phép camera ở quầy này.',
    },
    NotFoundError: {
      title: 'Không tìm thấy camera',
      text: 'Chưa có camera nào được cắm vào máy tính này.',
      wayOut: 'Hãy cắm camera. Khi có camera, chúng tôi sẽ tự tiếp tục.',
    },
    NotReadableError: {
      title: 'Camera đang được dùng',
      text: 'Một chương trình khác đang dùng camera, hoặc trình điều khiển không trả lời.',
      wayOut:
        'Đóng Teams, Zoom hoặc trình duyệt rồi thử lại. Nếu vẫn không được, hãy rút camera ra và cắm lại.',
    },
    AbortError: {
      title: 'Camera không khởi động được',
      text: 'Hệ thống đã dừng camera trong lúc khởi động.',
      wayOut: 'Chờ một chút rồi thử lại. Nếu vẫn lỗi, hãy rút camera ra và cắm lại.',
    },
    OverconstrainedError: {
      title: 'Camera không đáp ứng yêu cầu',
      text: 'Camera không có cỡ hình cần dùng.',
      wayOut: 'Hãy dùng camera ít nhất 1280 × 720 điểm ảnh, 25 hình mỗi giây.',
    },
    TypeError: {
      title: 'Không yêu cầu được camera',
      text: 'Ứng dụng yêu cầu điều mà camera không hiểu.',
      wayOut: 'Hãy thử lại. Nếu vẫn lỗi, hãy gọi bộ phận CNTT.',
    },
    InvalidStateError: {
      title: 'Cửa sổ chưa sẵn sàng',
      text: 'Máy đã gọi camera khi cửa sổ còn đang tải.',
      wayOut: 'Hãy thử lại. Nếu vẫn vậy, hãy đóng ứng dụng rồi mở lại.',
    },
    TrackEnded: {
      title: 'Camera đã bị rút ra',
      text: 'Không còn hình từ camera.',
      wayOut: 'Hãy cắm lại camera. Khi có camera, chúng tôi sẽ tự tiếp tục.',
    },
    RecorderFailed: {
      title: 'Việc quay đã dừng',
      text: 'Máy tính này không ghi được video.',
      wayOut: 'Đóng bớt chương trình khác rồi thử lại.',
    },
    NoPicture: {
      title: 'Camera không có hình',
      text: 'Camera đã bật nhưng không có hình.',
      wayOut: 'Kiểm tra nắp che và dây cắm của camera, rồi thử lại.',
    },
    CameraEffects: {
      title: 'Hệ thống đang chỉnh sửa hình',
      text: 'Một hiệu ứng như làm mờ nền, chỉnh ánh mắt hoặc tự căn khung đang bật. Video phải cho thấy hình thật.',
      wayOut:
        'Tắt hiệu ứng camera (Windows Studio Effects) trong phần cài đặt camera của hệ thống, rồi thử lại.',
    },
    CameraRefused: {
      title: 'Camera này không được dùng',
      text: 'Camera đang cắm là loại hồng ngoại, camera ảo hoặc không thuộc các camera ngân hàng cho dùng ở quầy này.',
      wayOut:
        'Hãy cắm camera được phép, chúng tôi sẽ tự tiếp tục. Nếu đây đúng là camera cần dùng, hãy gọi bộ phận CNTT.',
    },
    unknown: {
      title: 'Camera gặp lỗi',
      text: 'Camera báo một lỗi ngoài dự kiến.',
      wayOut: 'Rút camera ra, cắm lại rồi thử lại.',
    },
  },
  gotLess: (askedWidth, askedHeight, gotWidth, gotHeight) =>
    `Camera cho hình ${gotWidth} × ${gotHeight}; yêu cầu là ${askedWidth} × ${askedHeight}. Dịch vụ cần ít nhất 1280 × 720: xin dùng camera tốt hơn.`,
  slowAt: (asked, framesPerSecond, got) =>
    `Ở cỡ hình yêu cầu ${asked.width} × ${asked.height}, camera chỉ cho ${Math.round(framesPerSecond)} hình mỗi giây; đang dùng ${got.width} × ${got.height}.`,
  slow: (framesPerSecond) =>
    `Camera chỉ cho ${framesPerSecond} hình mỗi giây nên chưa tự quay. Hãy bật thêm đèn, cắm camera thẳng vào máy tính và đóng các chương trình khác đang dùng camera.`,
  gaps: (gapMs) =>
    `Hình từ camera về không đều (cách nhau tới ${gapMs} ms). Hãy cắm camera thẳng vào máy tính, không qua bộ chia USB, và đóng bớt chương trình khác.`,
};
