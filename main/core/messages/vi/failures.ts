import type { failures as english } from '../en/failures.ts';
import type { SameShape } from '../shape.ts';

export const failures: SameShape<typeof english> = {
  usage: 'Không hiểu lệnh. Hãy chạy lại với --help để xem cách dùng.',
  inputMissing: 'Không có tệp này. Hãy kiểm tra tên tệp và thư mục.',
  inputNotFile: 'Đây không phải là tệp thông thường. Hãy chọn một tệp video hoặc tệp ảnh.',
  inputEmpty: 'Tệp rỗng. Hãy quay hoặc sao chép lại.',
  inputTooLarge: 'Tệp lớn hơn nhiều so với mức dịch vụ chấp nhận. Hãy chọn đúng tệp.',
  inputUnreadable: 'Không đọc được tệp. Hãy kiểm tra quyền mở tệp và tệp có bị hỏng không.',
  inputNotVideo: 'Đây không phải là video mà chương trình đọc được. Hãy dùng tệp MP4.',
  inputNotImage: 'Đây không phải là ảnh mà chương trình đọc được. Hãy dùng ảnh JPEG hoặc PNG.',
  imageTooManyPixels: 'Ảnh có quá nhiều điểm ảnh nên không thể mở an toàn. Hãy dùng ảnh nhỏ hơn.',
  policyInvalid: 'Tệp chính sách không hợp lệ. Hãy sửa theo chi tiết bên dưới.',
  ffmpegMissing: 'Không tìm thấy ffmpeg. Hãy cài đặt hoặc chạy lại bước thiết lập.',
  ffmpegUnusable: 'Bản ffmpeg này quá cũ hoặc thiếu thành phần cần thiết. Hãy cài ffmpeg 4.4 trở lên.',
  ffmpegFailed: 'Không xử lý được video. Hãy quay lại.',
  decodeTimeout: 'Đọc video mất quá nhiều thời gian nên đã dừng. Hãy quay lại.',
  modelDamaged: 'Mô hình khuôn mặt bị thiếu hoặc hỏng. Hãy cài đặt lại chương trình.',
  faceEngineFailed:
    'Bộ nhận diện khuôn mặt không khởi động được. Hãy mở lại chương trình; nếu vẫn lỗi, hãy gọi bộ phận hỗ trợ.',
  cancelled: 'Đã hủy. Không có dữ liệu nào được giữ lại.',
  serviceUnreachable: 'Không kết nối được dịch vụ kiểm tra; chưa gửi gì. Hãy kiểm tra mạng rồi thử lại.',
  serviceUntrusted: 'Kết nối tới dịch vụ kiểm tra không đáng tin cậy; chưa gửi gì. Hãy gọi bộ phận CNTT.',
  outcomeUnknown:
    'Yêu cầu đã rời máy nhưng chưa có trả lời. Lần gửi này có thể đã bị tính phí. Hãy quyết định có gửi lại hay không.',
  answerUnrecorded:
    'Đã có trả lời nhưng máy này không ghi lại được, nên trả lời đó không có giá trị. Hãy giải phóng dung lượng ổ đĩa hoặc gọi bộ phận CNTT, rồi quyết định có gửi lại hay không.',
  quotaReached:
    'Máy này đã dùng hết hạn mức kiểm tra; chưa gửi gì. Người giám sát hoặc bộ phận CNTT có thể nâng hạn mức.',
  parkingFailed:
    'Không thể niêm phong lần kiểm tra này trên ổ đĩa. Hãy gửi lại ngay hoặc kết thúc không có kết quả.',
  parkedGone: 'Lần kiểm tra đã lưu không còn: đã hết hạn hoặc không mở được. Hãy bắt đầu lần mới.',
  keyMissing: 'Máy này chưa được cài khóa dịch vụ. Hãy gọi bộ phận CNTT.',
  pinWrong: 'Mã PIN không đúng.',
  pinLocked: 'Nhập sai PIN quá nhiều lần. Hãy chờ đến giờ đã ghi rồi thử lại.',
  pinWeak: 'Mã PIN này quá dễ đoán. Hãy chọn 6 đến 12 chữ số không liên tiếp và không giống nhau.',
  practiceOnly:
    'Chỉ có trong chế độ luyện tập. Nếu máy đã có khóa dịch vụ, hãy khởi động chương trình với --practice.',
  pinMalformed: 'Mã PIN gồm 6 đến 12 chữ số, không có gì khác. Hãy đưa riêng mã PIN qua đầu vào chuẩn.',
  pinTooShort:
    'Mã PIN dùng trong chính sách cần 10 đến 12 chữ số, vì dấu kiểm của nó đọc được trên mọi máy. Hãy chọn mã dài hơn.',
  pinManaged:
    'Mã PIN giám sát của máy này do chính sách của bộ phận CNTT đặt. Hãy nhờ bộ phận CNTT đổi ở đó.',
  pinAsArgument:
    'Không được gõ mã PIN trên dòng lệnh vì chương trình khác có thể đọc được. Hãy đưa qua đầu vào chuẩn; nếu đó là mã thật, hãy chọn mã khác.',
  supervisorNeeded: 'Chỉ người giám sát được làm việc này. Hãy nhập PIN giám sát.',
  tellerNeeded: 'Chưa có ai đăng nhập tại quầy này. Hãy đăng nhập trước.',
  stationNotChecked:
    'Hôm nay quầy chưa được kiểm tra, hoặc còn mục cần khắc phục. Hãy bấm “Kiểm tra quầy” trước.',
  keyMalformed: 'Nội dung này không giống khóa dịch vụ. Hãy sao chép lại từ cổng dịch vụ, không có dấu cách.',
  keyAsArgument:
    'Không được gõ khóa trên dòng lệnh vì chương trình khác có thể đọc được. Hãy đưa khóa qua đầu vào chuẩn; nếu là khóa thật, hãy thay khóa mới.',
  keychainUnavailable: 'Không mở được kho khóa của máy tính. Hãy đăng nhập lại hoặc gọi bộ phận CNTT.',
  keychainPlainText:
    'Máy tính này không có kho khóa an toàn nên không lưu khóa dịch vụ. Hãy gọi bộ phận CNTT.',
  printerUnknown: 'Không tìm thấy máy in đã chọn. Hãy chọn máy in khác hoặc lưu biên nhận thành PDF.',
  printerNotReady: 'Máy in chưa sẵn sàng. Hãy kiểm tra giấy, nắp và cáp rồi in lại; kết quả vẫn được giữ.',
  printerSilent:
    'Hệ thống in không trả lời kịp. Hãy xem biên nhận đã ra chưa, nếu chưa thì in lại; kết quả vẫn được giữ.',
  printerFailed: 'Không gửi được biên nhận tới máy in. Hãy thử lại; kết quả vẫn được giữ.',
  diskFull: 'Ổ đĩa đã đầy. Hãy giải phóng dung lượng rồi thử lại.',
  journalFailed: 'Không ghi được nhật ký nên không thể thực hiện kiểm tra. Hãy gọi bộ phận CNTT.',
  exportFailed: 'Không ghi được tệp. Hãy kiểm tra ổ đĩa và thư mục rồi xuất lại.',
  handOverFailed: 'Không chuyển được bản đã khóa cho ngân hàng. Hãy gọi bộ phận CNTT; kết quả vẫn được giữ.',
  fleetMissing: 'Máy này chưa biết cụm máy chủ nào. Bộ phận CNTT đặt mục "fleet" trong chính sách.',
  fleetUnreachable:
    'Cụm máy chủ của ngân hàng không trả lời hoặc chứng chỉ không đáng tin. Hãy kiểm tra mạng, địa chỉ và chứng chỉ; không mất gì cả, dữ liệu sẽ được gửi sau.',
  fleetStalled:
    'Cụm máy chủ của ngân hàng có trả lời nhưng lúc này không nhận bản ghi: quá ít nút hoạt động, hoặc ổ đĩa ở đó đã đầy. Hãy báo hội sở; không mất gì cả, dữ liệu sẽ được gửi sau.',
  fleetRefused:
    'Cụm máy chủ của ngân hàng không chấp nhận thông tin đăng nhập của quầy này. Hãy xin hội sở cấp lại.',
  fleetFull:
    'Cụm máy chủ của ngân hàng đã hết chỗ. Hãy báo hội sở; nhật ký tại quầy vẫn giữ đủ cho đến khi có chỗ.',
  fleetKeyMalformed:
    'Đây không phải thông tin đăng nhập cụm máy chủ. Hãy lấy cả tệp .creds, mã bắt đầu bằng SU, hoặc người_dùng:mật_khẩu.',
  cameraRefused:
    'Ngân hàng không cho dùng camera này ở quầy. Hãy dùng camera được phép hoặc gọi bộ phận CNTT.',
  cameraFailed: 'Camera đã dừng. Hãy kiểm tra dây cắm rồi thử lại.',
  ipcRefused: 'Màn hình yêu cầu một thao tác không được phép. Hãy mở lại chương trình.',
  wrongState: 'Chưa thể thực hiện bước này. Hãy làm theo màn hình.',
  consentNotSigned: 'Xin ký vào khung trước: chỉ cần một nét rõ. Hoặc gõ đúng dòng chữ đang hiện.',
  internal: 'Có lỗi ngoài dự kiến. Hãy bắt đầu lại; nếu lặp lại, hãy gọi bộ phận hỗ trợ.',
};
