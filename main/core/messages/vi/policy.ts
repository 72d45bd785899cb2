import type { policy as english } from '../en/policy.ts';
import type { SameShape } from '../shape.ts';
import { policyDoor } from './doors.ts';

export const policy: SameShape<typeof english> = {
  ...policyDoor,
  title: 'Chính sách',
  lead: 'Mọi thiết lập đang có hiệu lực và nơi quyết định. Chính sách của máy được ưu tiên hơn chính sách của nhóm, và chính sách của nhóm hơn thiết lập của người dùng.',
  show: 'Hiện mọi thiết lập',
  origins: { machine: 'chính sách của máy', user: 'thiết lập của người dùng', default: 'mặc định' },
  reasons: {
    unknown: 'Không có thiết lập này. Hãy kiểm tra chính tả và phiên bản chương trình.',
    illTyped: 'Giá trị không phù hợp.',
    notForUser: 'Chỉ chính sách của máy được quyết định mục này; giá trị của người dùng không được dùng.',
    notForRing:
      'Chỉ chính sách của máy được quyết định mục này; chính sách của nhóm có mục này bị từ chối toàn bộ.',
    unreadable: 'Không đọc được. Hãy sửa tệp hoặc gỡ bỏ tệp.',
    unsafe:
      'Người không phải quản trị viên có thể sửa, nên không được dùng. Hãy sửa chủ sở hữu và quyền của tệp.',
  },
  wholePlace: 'toàn bộ nguồn này',
  nothingWrong: 'Mọi mục trong chính sách đều được hiểu.',
  summary: (machine: number, ring: number, user: number) =>
    `${machine} mục do chính sách của máy quyết định, ${ring} mục do chính sách của nhóm, ${user} mục do thiết lập của người dùng, còn lại theo mặc định`,
  problems: (count: number) => `${count} mục không được làm theo`,
  checked: (file: string) => `${file}: mọi mục đều được hiểu.`,
  template: {
    category: 'Liveness Kiosk',
    supported: 'Liveness Kiosk 0.1 trở lên trên Windows 10, Windows 11',
    byDefault: (value: string) => `Khi không đặt: ${value}.`,
    nothing: 'không có',
    oneALine: 'Mỗi dòng một mục.',
    asJson: 'Viết dưới dạng JSON, như trong tệp chính sách cho Linux.',
    asNumber: 'Một số, dùng dấu chấm cho phần thập phân.',
    forUser: 'Cũng có thể đặt cho người dùng; thiết lập cho máy tính được ưu tiên.',
  },
  settings: {
    stationId: 'Tên của quầy này. Tên có trên màn hình, biên nhận và trong mọi bản ghi.',
    defaultLanguage: 'Ngôn ngữ của màn hình chào.',
    cardRequired: 'Bắt buộc quét giấy tờ. Nếu không, chỉ khuôn mặt thì không được chấp nhận.',
    consentAct: 'Cách khách hàng đồng ý: đánh dấu vào ô rồi nhấn nút, hoặc ký ngay trên màn hình.',
    maxTries: 'Số lần thử cho khuôn mặt và giấy tờ. Sau lần cuối, một đồng nghiệp sẽ hỗ trợ.',
    'service.baseUrl':
      'Địa chỉ dịch vụ kiểm tra. Chỉ dùng https; không có mật khẩu hay tham số trong địa chỉ.',
    'service.keySlot': 'Khóa đang dùng. Với khóa thử nghiệm, tên quầy có ghi rõ điều đó.',
    'service.keyHeader': 'Tên tiêu đề mang khóa. Tài liệu ghi theo hai cách.',
    'service.v2Format': 'Yêu cầu dịch vụ trả lời theo định dạng v2.',
    'service.connectTimeoutMs': 'Thời gian chờ kết nối lâu nhất, tính bằng mili giây.',
    'service.stallTimeoutMs': 'Thời gian ngừng lâu nhất khi gửi, tính bằng mili giây.',
    'service.answerTimeoutMs': 'Thời gian chờ trả lời lâu nhất, tính bằng mili giây.',
    'service.caBundlePath':
      'Tệp chứng chỉ được tin cậy ngoài chứng chỉ của hệ thống. PEM; dùng cho dịch vụ nội bộ hoặc cổng kiểm tra TLS.',
    'service.pins.sha256':
      'Khóa công khai được ghim của dịch vụ. Hai khóa, mỗi khóa là base64 của SHA-256 của SubjectPublicKeyInfo.',
    'service.pins.expiresAtMs':
      'Thời điểm hết áp dụng khóa ghim, tính bằng mili giây từ năm 1970. Sau đó không xét nữa.',
    'recording.widthPx': 'Chiều rộng bản quay, tính bằng điểm ảnh.',
    'recording.heightPx': 'Chiều cao bản quay, tính bằng điểm ảnh.',
    'recording.minFramesPerSecond': 'Số hình mỗi giây ít nhất mà camera phải cho.',
    'recording.idealFramesPerSecond': 'Số hình mỗi giây yêu cầu ở camera.',
    'recording.lengthMs': 'Độ dài bản quay, tính bằng mili giây. Dịch vụ nhận từ 5 đến 6 giây.',
    'recording.videoBitsPerSecond': 'Tốc độ bit của bản quay.',
    'appearance.theme': 'Sáng, tối hoặc tương phản cao; system theo cài đặt của máy tính.',
    'appearance.brandName': 'Tên ngân hàng ở đầu màn hình.',
    'appearance.logoPath': 'Logo của ngân hàng: tệp PNG, tối đa 512 kB và 4096 điểm ảnh mỗi chiều.',
    'appearance.accentColour':
      'Màu của ngân hàng, viết bằng # và sáu chữ số thập lục phân. Nếu chữ màu đó khó đọc, màu được làm đậm hoặc nhạt bớt.',
    'cameras.guidance': 'Gợi ý, đếm ngược và tự bắt đầu trên hình xem trước.',
    'cameras.spoken':
      'Đọc to các gợi ý: bằng giọng của máy tính (system; nếu máy không có thì dùng đoạn ghi sẵn) hoặc bằng đoạn ghi sẵn (clips).',
    'cameras.allowed.face':
      'Camera khuôn mặt được phép dùng. Ghi tên; dấu * thay cho mọi ký tự; để trống là cho phép mọi camera.',
    'cameras.allowed.card':
      'Camera tài liệu được phép dùng. Ghi tên; dấu * thay cho mọi ký tự; để trống là cho phép mọi camera.',
    'cameras.face.rotationDegrees':
      'Góc xoay của camera khuôn mặt lắp nghiêng, tính bằng độ theo chiều kim đồng hồ.',
    'card.camera':
      'Chụp giấy tờ bằng camera chụp giấy tờ. Nếu không có thì phải cho lấy ảnh từ tệp hoặc thư mục.',
    'card.folder.path':
      'Thư mục mà phần mềm máy quét lưu ảnh. Ảnh mới nhất xuất hiện trong bước giấy tờ sẽ được lấy.',
    'card.folder.afterwards':
      'Xử lý tệp của máy quét sau khi đọc. leave: bộ phận CNTT tự dọn thư mục; erase: ghi đè rồi xóa tệp.',
    'cameras.face.viewDegrees': 'Góc nhìn của camera khuôn mặt, tính bằng độ theo chiều ngang hình.',
    'station.dailyCheck':
      'Kiểm tra quầy hằng ngày. Gợi ý ở màn hình chào, bắt buộc trước khách hàng đầu tiên, hoặc tắt.',
    'card.fromFile': 'Cho phép lấy ảnh giấy tờ từ tệp, chẳng hạn từ máy quét.',
    'receipt.paper': 'Khổ giấy của biên nhận.',
    'receipt.printer':
      'Máy in biên nhận, theo tên trong hệ thống. Nếu không có, biên nhận được lưu thành PDF.',
    'receipt.folder': 'Thư mục cho biên nhận lưu thành PDF.',
    'journal.headFolder': 'Thư mục cho đầu mới nhất của nhật ký. Nên ở ổ đĩa khác.',
    'journal.dailyHeadFolder':
      'Thư mục cho danh sách đầu nhật ký mỗi ngày. Nên ở nơi quầy này chỉ được thêm, không được sửa.',
    'journal.printDailyHead': 'In đầu nhật ký vào lần khởi động đầu tiên mỗi ngày, trên máy in biên nhận.',
    'handOver.folder':
      'Thư mục cho bản sao đã khóa của các phiên có trả lời. Nêu thư mục này hoặc một địa chỉ, kèm chứng chỉ.',
    'handOver.certificatePath':
      'Chứng chỉ mà chỉ khóa của nó mở được các bản sao đó. PEM, RSA từ 2048 bit trở lên.',
    'handOver.post.url': 'Địa chỉ nhận các bản sao đã khóa. HTTPS.',
    'handOver.post.auth':
      'Cách quầy xưng danh với địa chỉ đó: không xưng danh, hoặc bằng mã truy cập trong kho khóa.',
    'handOver.post.caBundlePath': 'Chứng chỉ được tin cho địa chỉ đó, ngoài các chứng chỉ có sẵn. PEM.',
    'handOver.post.pins.sha256':
      'Hai mã ghim chứng chỉ của địa chỉ đó. SHA-256 của khóa công khai, dạng Base64.',
    'handOver.post.pins.expiresAtMs': 'Thời điểm các mã ghim đó hết hiệu lực. Mili giây từ năm 1970.',
    'handOver.post.connectTimeoutMs': 'Thời gian chờ kết nối đến địa chỉ đó lâu nhất, tính bằng mili giây.',
    'handOver.post.stallTimeoutMs':
      'Thời gian đứng yên lâu nhất khi gửi lên địa chỉ đó, tính bằng mili giây.',
    'handOver.post.answerTimeoutMs': 'Thời gian chờ địa chỉ đó trả lời lâu nhất, tính bằng mili giây.',
    'handOver.mostWaiting': 'Số bản sao đã khóa nhiều nhất được chờ ngân hàng trên ổ đĩa này.',
    'handOver.keepWaitingDays':
      'Số ngày một bản sao đã khóa được chờ ngân hàng trên ổ đĩa này; sau đó bị xóa.',
    'retention.journalDays': 'Số ngày giữ nhật ký. Không ít hơn 90.',
    'retention.receiptsDays': 'Số ngày giữ biên nhận lưu thành PDF.',
    'retention.exportsDays': 'Số ngày giữ bản xuất lịch sử.',
    'parking.hours':
      'Số giờ một lần kiểm tra chưa có kết quả được niêm phong chờ trên ổ đĩa. Tắt nếu không đặt; có hỏi khách hàng.',
    'quota.perDay': 'Số lần gọi được phép mỗi ngày.',
    'quota.perMonth': 'Số lần gọi được phép mỗi tháng.',
    'secondScreen.show':
      'Màn hình riêng cho khách hàng trên màn hình thứ hai. auto: dùng ngay khi có cắm; off: chỉ một màn hình chung.',
    'secondScreen.display':
      'Màn hình nào là của khách hàng, đếm từ trái sang. Không ghi số: màn hình mà giao dịch viên không dùng.',
    'secondScreen.customerMay':
      'Việc khách hàng được làm bằng cách chạm vào màn hình thứ hai. language, consent; để trống: không được làm gì.',
    'kiosk.lockDown': 'Khi nào cửa sổ giữ toàn màn hình. Khi có khóa chính thức, hoặc luôn luôn.',
    'kiosk.signOn': 'Ai là giao dịch viên. Tài khoản của máy tính, hoặc người đăng nhập bằng mã PIN.',
    'fleet.servers':
      'Các máy trong cụm máy chủ của ngân hàng. tls://host:port; không ghi máy nào thì không gửi gì.',
    'fleet.caPath': 'Tệp chứng chỉ bảo đảm cho các máy chủ. PEM.',
    'fleet.bank': 'Tên ngân hàng trong cụm máy chủ. Chữ cái không dấu, chữ số, _ và -.',
    'fleet.branch': 'Tên chi nhánh trong cụm máy chủ. Chữ cái không dấu, chữ số, _ và -.',
    'fleet.station': 'Tên quầy trong cụm máy chủ. Chữ cái không dấu, chữ số, _ và -.',
    'fleet.everyMs': 'Bao lâu gửi bản ghi mới lên cụm máy chủ một lần, tính bằng mili giây.',
    'fleet.headEveryMs':
      'Bao lâu gửi đầu chuỗi nhật ký một lần, tính bằng mili giây. Kể cả khi không có việc gì.',
    'fleet.ring':
      'Nhóm chính sách của quầy này. Chính sách đã ký cho nhóm được lấy từ cụm máy chủ; phải nêu cả khóa.',
    'fleet.policyKey':
      'Khóa công khai của hội sở cho các chính sách đó. Ed25519, dạng PEM hoặc chỉ phần base64 bên trong.',
    'fleet.practice': 'Gửi cả phần luyện tập. Dưới tên riêng, không bao giờ tính là thật.',
    'updates.mode':
      'Cách phiên bản mới đến quầy này. off: bằng công cụ của ngân hàng (Intune, SCCM, apt); automatic: chương trình tự cập nhật.',
    'updates.address':
      'Thư mục trên máy chủ của ngân hàng chứa danh sách đã ký và các bộ cài. HTTPS; cần có khi tự cập nhật.',
    'updates.publicKeys':
      'Các khóa công khai mà chữ ký trên danh sách được chấp nhận. Base64 của khóa Ed25519; hai khóa trong lúc thay khóa.',
    'updates.caBundlePath': 'Tệp chứng chỉ được tin cho địa chỉ đó, ngoài chứng chỉ của hệ thống. PEM.',
    'updates.ring':
      'Khi nào nhận phiên bản mới. pilot: ngay khi có trong danh sách; staged: khi tỷ lệ phần trăm trong danh sách đến lượt quầy này.',
    'updates.window.from': 'Giờ bắt đầu khung giờ cập nhật, theo đồng hồ của máy. Ví dụ 20:00.',
    'updates.window.to': 'Giờ kết thúc khung giờ cập nhật. Sớm hơn giờ bắt đầu thì là ngày hôm sau.',
    'updates.window.days':
      'Những ngày khung giờ cập nhật bắt đầu. mon, tue, wed, thu, fri, sat, sun (thứ Hai đến Chủ nhật).',
    'updates.idleMinutes': 'Số phút không ai dùng quầy trước khi cập nhật.',
    'kiosk.supervisorPinHash':
      'Mã PIN giám sát, đúng như lệnh "supervisor-pin hash" in ra. Khi đó không chọn được mã PIN tại máy.',
    'kiosk.idleSeconds': 'Số giây màn hình chờ không có thao tác trước khi phiên bị xóa.',
    'verdict.minSimilarity':
      'Độ giống ít nhất để chấp nhận, tính bằng phần trăm. Thấp hơn thì có người xem xét.',
    'verdict.maxSpoofProbability': 'Xác suất giả mạo cao nhất để chấp nhận. Cao hơn thì có người xem xét.',
    'verdict.requireCard': 'Không chấp nhận khi chưa so sánh với giấy tờ.',
    'verdict.reviewWhenNotAssessed': 'Chuyển người xem xét khi chưa đánh giá deepfake.',
    'precheck.rules': 'Giới hạn và mức độ khác cho các quy tắc kiểm tra trước. Chúng hiện trong mọi báo cáo.',
    'precheck.smallPortrait': 'Gửi gì khi ảnh chân dung trên giấy tờ nhỏ hơn mức trong tài liệu.',
  },
};
