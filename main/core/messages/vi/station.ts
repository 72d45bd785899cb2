import type { station as english } from '../en/station.ts';
import type { SameShape } from '../shape.ts';
import { stationDoor } from './doors.ts';

export const station: SameShape<typeof english> = {
  ...stationDoor,
  lead: 'Bước này kiểm tra camera, ánh sáng, máy in, kết nối và máy tính. Không gửi gì phát sinh chi phí.',
  sitDown:
    'Hãy ngồi vào ghế khách hàng và nhìn vào camera để đo ánh sáng và độ nét trên khuôn mặt. Nếu có sẵn, hãy đặt một tấm thẻ dưới camera tài liệu.',
  start: 'Bắt đầu kiểm tra',
  again: 'Kiểm tra lại',
  print: 'In trang này',
  close: 'Quay lại',
  running: {
    face: 'Đang xem camera khuôn mặt',
    card: 'Đang xem camera tài liệu',
    machine: 'Đang xem máy in, kết nối và máy tính',
  },
  printed: { sentToPrinter: 'Đã gửi tới máy in.', savedAsPdf: 'Đã lưu thành PDF.' },
  go: 'Sẵn sàng: có thể phục vụ khách hàng',
  goWithRemarks: 'Sẵn sàng, có lưu ý: có thể phục vụ khách hàng',
  noGo: 'Chưa sẵn sàng: xin khắc phục trước',
  practiceMark: 'LUYỆN TẬP: chỉ hỏi dịch vụ luyện tập trên máy này, không phải dịch vụ của ngân hàng',
  checkedAt: 'Thời điểm kiểm tra',
  station: 'Quầy',
  mode: 'Chế độ',
  modes: { live: 'chính thức', practice: 'luyện tập' },
  signature: 'Người xem (họ tên, chữ ký)',
  noPersonalData: 'Trang này không có dữ liệu của khách hàng nào.',
  columns: { check: 'Mục', state: 'Kết quả', detail: 'Đo được', advice: 'Cần làm gì' },
  states: { ok: 'Tốt', attention: 'Lưu ý', broken: 'Cần khắc phục', notAssessed: 'Chưa đánh giá được' },
  marks: { ok: 'TỐT', attention: 'LƯU Ý', broken: 'CẦN SỬA', notAssessed: 'CHƯA ĐÁNH GIÁ' },
  checks: {
    faceCamera: 'Camera khuôn mặt',
    faceRate: 'Số hình mỗi giây, quãng ngắt dài nhất',
    faceReach: 'Khoảng cách để mặt chiếm 30 %',
    faceLight: 'Ánh sáng trên khách hàng',
    faceFlicker: 'Đèn nhấp nháy (50 Hz)',
    faceFocus: 'Độ nét',
    cardCamera: 'Camera tài liệu',
    cardPixels: 'Số điểm ảnh ngang thẻ, ảnh chân dung',
    cardFolder: 'Thư mục của máy quét',
    camera: 'Camera',
    printer: 'Máy in',
    clock: 'Đồng hồ',
    tls: 'Kết nối bảo mật tới dịch vụ',
    proxy: 'Proxy',
    disk: 'Dung lượng ổ đĩa còn trống',
    keychain: 'Kho khóa',
    journal: 'Ghi được nhật ký',
    policy: 'Chính sách',
    updates: 'Cập nhật',
    runtime: 'Môi trường chạy',
    ffmpeg: 'ffmpeg',
    model: 'Mô hình và bộ nhận diện khuôn mặt',
  },
  charts: {
    pace: 'Quãng ngắt trước mỗi hình của camera khuôn mặt (mili giây) theo thời gian (giây)',
    paceHint: (limitMs) =>
      `Dưới vạch đứt (${limitMs} ms) là tốt. Chỗ vượt lên trên vạch làm mất một phần chuyển động khi kiểm tra.`,
    second: 'Giây thứ',
    pictures: 'Số hình',
    longest: 'Quãng ngắt dài nhất, ms',
    light: 'Độ sáng của hình từ trên xuống dưới theo thời gian (giây)',
    lightHint:
      'Một màu đều là ánh sáng ổn định. Các vệt đều nhau chạy qua hình là đèn nhấp nháy. Từng cột riêng lẻ là có người cử động.',
    band: 'Dải tính từ trên',
    darkest: 'Tối nhất so với trung bình',
    lightest: 'Sáng nhất so với trung bình',
  },
  advice: {
    cameraMissing: 'Hãy cắm webcam và camera tài liệu, kiểm tra dây cắm.',
    cameraRefused:
      'Camera này là loại hồng ngoại, camera phần mềm hoặc không nằm trong danh sách ngân hàng cho phép. Hãy cắm camera được phép, hoặc đề nghị bộ phận CNTT cho phép.',
    cameraEffects: 'Hãy tắt hiệu ứng camera như làm mờ nền trong phần cài đặt camera của hệ thống.',
    cameraNotChosen:
      'Có nhiều camera: hãy bắt đầu một lượt kiểm tra khách hàng và chọn đúng camera; lựa chọn sẽ được ghi nhớ.',
    cameraBlocked:
      'Hãy cho phép ứng dụng dùng camera trong phần quyền riêng tư của hệ thống, hoặc gọi bộ phận CNTT.',
    cameraFailed:
      'Hãy đóng các chương trình khác đang dùng camera, rút ra cắm lại rồi kiểm tra lại. Nếu vẫn lỗi, gọi bộ phận CNTT.',
    tooFewPictures:
      'Hãy bật thêm đèn, cắm camera thẳng vào máy tính, không qua bộ chia USB, và đóng bớt chương trình khác.',
    unevenPictures:
      'Hãy cắm camera thẳng vào máy tính, không qua bộ chia USB, và đóng bớt chương trình khác.',
    outOfReach:
      'Camera này không thể cho khuôn mặt chiếm 30 % hình ở bất kỳ chỗ ngồi nào. Hãy đề nghị bộ phận CNTT đổi camera nhiều điểm ảnh hơn (1080p hoặc 4K) hoặc góc nhìn hẹp hơn.',
    veryNear:
      'Khách hàng phải lại gần như số đo. Hãy đặt camera ở mép quầy phía khách hàng; camera 4K cho phép ngồi xa hơn.',
    lensCovered: 'Hình đen: hãy mở nắp che camera.',
    tooDark: 'Hãy bật đèn phía trước khách hàng.',
    tooBright: 'Hãy xoay đèn ra khỏi mặt khách hàng hoặc giảm sáng.',
    lightBehind: 'Hãy kéo rèm, hoặc xoay camera tránh cửa sổ phía sau khách hàng.',
    flicker:
      'Hãy đặt chế độ “chống nhấp nháy” của camera ở 50 Hz, hoặc dùng đèn không nhấp nháy. Mức nhẹ thì vô hại.',
    bandsStandStill:
      'Ở số hình mỗi giây này, vệt sáng của đèn 50 Hz đứng yên nên không phân biệt được với cảnh. Không cần làm gì.',
    cannotTell: 'Lần này chưa đo được. Hãy kiểm tra lại khi ánh sáng ổn định và không ai đi qua.',
    notSharp: 'Hãy lau ống kính. Nếu camera chỉnh được tiêu cự, hãy chỉnh về chỗ ngồi của khách hàng.',
    nobodyThere:
      'Hãy ngồi vào ghế khách hàng rồi kiểm tra lại: chỉ khuôn mặt mới cho biết chỗ khách ngồi có nét hay không.',
    cardTooCoarse:
      'Camera tài liệu cho quá ít điểm ảnh trên thẻ. Hãy hạ camera lại gần, hoặc đề nghị bộ phận CNTT đổi loại 8 megapixel.',
    cardCoarse:
      'Vẫn dùng được, nhưng 2.000 điểm ảnh ngang thẻ cho ảnh chân dung tốt hơn: hãy hạ camera lại gần, hoặc chọn cỡ hình lớn nhất.',
    folderUnreadable:
      'Không đọc được thư mục mà máy quét lưu ảnh. Hãy bật máy quét và phần mềm của nó; nếu vẫn vậy, nhờ bộ phận CNTT kiểm tra thư mục và quyền đọc của tài khoản này.',
    printerMissing: 'Hãy cài máy in biên nhận, hoặc lưu biên nhận thành PDF.',
    printerUnknown:
      'Máy này chưa cài máy in mà bộ phận CNTT chỉ định. Hãy bật máy in, hoặc gọi bộ phận CNTT.',
    printerNotReady: 'Hãy xem máy in: giấy, nắp, nguồn điện.',
    savedAsPdf: 'Chưa cài máy in; biên nhận được lưu thành PDF.',
    clockWrong: 'Hãy đặt giờ máy tính theo giờ mạng, hoặc gọi bộ phận CNTT.',
    clockUnknown: 'Không có gì để so giờ. Hãy xem ngày giờ trên máy có đúng không.',
    serviceUnreachable:
      'Hãy kiểm tra dây mạng. Nếu chương trình khác vẫn vào được mạng, đề nghị bộ phận CNTT mở cổng 443 tới dịch vụ.',
    serviceUntrusted:
      'Có bên khác trả lời thay dịch vụ, hoặc thiếu chứng chỉ của công ty. Hãy gọi bộ phận CNTT; chưa phục vụ khách hàng.',
    diskLow: 'Hãy giải phóng dung lượng ổ đĩa.',
    keychainMissing:
      'Hãy đăng nhập vào phiên có kho khóa (Windows: tài khoản người dùng; Linux: GNOME Keyring hoặc KWallet).',
    keychainLocked:
      'Kho khóa đang bị khóa. Hãy đăng xuất rồi đăng nhập lại bằng mật khẩu, hoặc mở khóa trong “Mật khẩu và khóa”.',
    proxyInTheWay:
      'Đường tới dịch vụ đi qua proxy này. Hãy hỏi bộ phận CNTT xem proxy có đang chạy và có cho máy này tới dịch vụ ở cổng 443 không.',
    proxyUnsupported:
      'Không dùng được loại proxy này, chỉ dùng được proxy HTTP. Hãy đề nghị bộ phận CNTT cấp proxy HTTP hoặc cho đi thẳng tới dịch vụ.',
    journalFailed: 'Không được kiểm tra ai khi chưa ghi được nhật ký. Hãy gọi bộ phận CNTT.',
    updatesNotHere:
      'Bản cài đặt này không tự thay thế được. Hãy đặt updates.mode là off và cập nhật bằng apt, Intune hoặc SCCM.',
    updatesNoRights:
      'Tài khoản này không có quyền thay thế chương trình. Hãy cấp quyền ghi vào nơi đó, hoặc đặt updates.mode là off và dùng công cụ của ngân hàng.',
    updatesUnreachable:
      'Hãy kiểm tra mạng, updates.address và updates.caBundlePath, và xem danh sách cùng chữ ký có ở đó không.',
    updatesUnsigned:
      'Danh sách cập nhật không được ký bằng khóa của ngân hàng hoặc không dùng được. Hãy tạo và ký lại.',
    runtimeOld: 'Hãy cài Node 20.19 trở lên.',
    ffmpegMissing: 'Hãy cài ffmpeg 4.4 trở lên (Debian: apt-get install ffmpeg), hoặc đặt FFMPEG_BIN.',
    modelDamaged: 'Hãy chạy lại bước thiết lập hoặc cài lại chương trình.',
    policyWrong:
      'Hãy sửa các mục đã nêu (lệnh policy show cho biết thêm). Quầy có chính sách của máy không làm theo được sẽ tạm đóng.',
    askTheApp: 'Hãy mở ứng dụng để xem mục này.',
  },
};
