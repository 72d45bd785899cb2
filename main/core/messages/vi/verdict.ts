import type { verdict as english } from '../en/verdict.ts';
import type { SameShape } from '../shape.ts';

const outcomes: SameShape<typeof english.outcomes> = {
  approved: 'Dịch vụ báo đây là khuôn mặt người thật.',
  rejected: 'Không được chấp nhận.',
  review: 'Kết quả này cần có người xem xét.',
  retakeFace: 'Vui lòng quay lại khuôn mặt.',
  retakeCard: 'Vui lòng chụp lại giấy tờ.',
  retakeBoth: 'Vui lòng quay lại khuôn mặt và chụp lại giấy tờ.',
  unknown: 'Không hiểu được trả lời của dịch vụ. Chưa có kết quả.',
  serviceError: 'Dịch vụ không đưa ra được kết quả.',
};

const nextSteps: SameShape<typeof english.nextSteps> = {
  finish: 'Hoàn tất và in biên nhận.',
  retakeFace: 'Quay lại khuôn mặt. Ảnh giấy tờ đã chụp được giữ lại.',
  retakeCard: 'Chụp lại giấy tờ. Video khuôn mặt đã quay được giữ lại.',
  retakeBoth: 'Quay lại khuôn mặt và chụp lại giấy tờ.',
  askReviewer: 'Mời người có trách nhiệm xem xét.',
  callSupport: 'Gọi bộ phận CNTT và đọc mã cho họ.',
  tryLater: 'Chờ một lát rồi thử lại.',
  decideResend: 'Hãy quyết định có gửi lại hay không. Có thể bị tính phí hai lần.',
};

const reasons: SameShape<typeof english.reasons> = {
  liveAndMatched: 'Dịch vụ báo khuôn mặt là người thật và khớp với ảnh trên giấy tờ.',
  liveWithoutCard: 'Dịch vụ báo khuôn mặt là người thật. Chưa so sánh với giấy tờ.',
  deepfakeNotAssessed: 'Chưa đánh giá deepfake.',
  deepfakeNotFound: 'Dịch vụ báo không phát hiện deepfake.',
  notLive: 'Dịch vụ báo đây không phải là khuôn mặt người thật.',
  deepfakeReported: 'Dịch vụ báo video là deepfake.',
  faceNotMatched: 'Khuôn mặt không khớp với ảnh trên giấy tờ.',
  liveContradictsProbability: 'Kết quả người thật và xác suất giả mạo mâu thuẫn với nhau.',
  spoofAboveBankLimit: 'Xác suất giả mạo cao hơn mức ngân hàng cho phép.',
  reviewRequested: 'Dịch vụ đề nghị có người xem xét.',
  deepfakeContradictsProbability: 'Kết quả deepfake và xác suất deepfake mâu thuẫn với nhau.',
  deepfakeIncomplete: 'Kết quả deepfake bị thiếu hoặc không đầy đủ.',
  deepfakeMustBeAssessed: 'Chưa đánh giá deepfake; ngân hàng yêu cầu xem xét trong trường hợp này.',
  matchContradictsSimilarity: 'Kết quả so khớp và độ tương đồng mâu thuẫn với nhau.',
  similarityBelowBankLimit: 'Độ tương đồng thấp hơn mức ngân hàng yêu cầu.',
  matchWithoutCard: 'Trả lời có nhắc đến giấy tờ nhưng không có giấy tờ nào được gửi.',
  bankRequiresCard: 'Ngân hàng yêu cầu giấy tờ nhưng chưa gửi giấy tờ.',
  fieldMissing: 'Trả lời thiếu thông tin cần có.',
  fieldMalformed: 'Trả lời có giá trị không hợp lệ.',
  matchMissing: 'Khuôn mặt chưa được so sánh với giấy tờ.',
  codeUnexpected: 'Một phần của trả lời mang mã lỗi.',
  faceIsSpoof: 'Khuôn mặt trong video có dấu hiệu giả mạo.',
  faceSeemsDeepfake: 'Video có dấu hiệu deepfake.',
  faceQualityPoor: 'Khuôn mặt bị che, quá tối hoặc quá sáng.',
  noFaceInDocument: 'Không tìm thấy khuôn mặt trên giấy tờ.',
  moreThanOneFace: 'Trong video có nhiều hơn một khuôn mặt.',
  inputInvalid: 'Dịch vụ không dùng được dữ liệu đã gửi.',
  videoInvalid: 'Dịch vụ không dùng được video.',
  cardImageInvalid: 'Dịch vụ không dùng được ảnh giấy tờ.',
  faceLost: 'Không có khuôn mặt trong video hoặc khuôn mặt bị mất giữa chừng.',
  faceTooSmall: 'Khuôn mặt quá nhỏ. Vui lòng lại gần camera hơn.',
  faceBlurry: 'Khuôn mặt bị mờ. Vui lòng giữ yên và lau ống kính.',
  videoIsStill: 'Video giống như ảnh tĩnh.',
  faceNotFrontal: 'Khuôn mặt chưa nhìn thẳng vào camera.',
  faceOutOfFrame: 'Khuôn mặt ra khỏi khung hình khi đang quay.',
  cardFaceUnusable: 'Không dùng được khuôn mặt trên giấy tờ. Vui lòng chụp rõ nét, không bị lóa.',
  codeContradictsFields: 'Mã và nội dung của trả lời mâu thuẫn với nhau.',
  codeUnknown: 'Trả lời mang mã không có trong tài liệu.',
  answerNotJson: 'Không đọc được trả lời.',
  answerEmpty: 'Trả lời rỗng.',
  answerIsWebPage: 'Nhận được một trang web thay vì trả lời của dịch vụ.',
  answerTooLarge: 'Trả lời quá lớn.',
  answerTooDeep: 'Trả lời lồng quá nhiều lớp, không thể là thật.',
  answerNamesFieldTwice: 'Trả lời nêu cùng một mục hai lần.',
  answerMixesShapes: 'Trả lời trộn lẫn hai định dạng.',
  answerNotUnderstood: 'Đây không phải là trả lời của dịch vụ kiểm tra.',
  keyRefused: 'Dịch vụ từ chối khóa.',
  accessRefused: 'Dịch vụ hoặc máy chủ trung gian từ chối truy cập.',
  requestTooLarge: 'Dịch vụ hoặc máy chủ trung gian báo yêu cầu quá lớn.',
  tooManyRequests: 'Quá nhiều yêu cầu hoặc đã hết hạn mức.',
  serviceFailed: 'Dịch vụ báo lỗi nội bộ.',
  serviceBusy: 'Cổng dịch vụ hiện không kết nối được tới dịch vụ.',
  redirectRefused: 'Trả lời chuyển sang địa chỉ khác nên không được làm theo.',
  requestNotAccepted: 'Dịch vụ không chấp nhận yêu cầu.',
  practiceAnswerInLive: 'Nhận được trả lời luyện tập trong chế độ thật. Kết quả này không có giá trị.',
  answerNotFromPractice: 'Đang ở chế độ luyện tập nhưng trả lời không đến từ dịch vụ luyện tập.',
};

const fields: SameShape<typeof english.fields> = {
  code: 'Mã trả lời',
  'liveness.code': 'Mã kiểm tra người thật',
  'liveness.is_live': 'Người thật',
  'liveness.spoof_prob': 'Xác suất giả mạo',
  'liveness.need_to_review': 'Cần xem xét',
  'liveness.is_deepfake': 'Deepfake',
  'liveness.deepfake_prob': 'Xác suất deepfake',
  'face_match.code': 'Mã so khớp',
  'face_match.isMatch': 'Khuôn mặt khớp giấy tờ',
  'face_match.similarity': 'Độ tương đồng',
};

const agreement: SameShape<typeof english.agreement> = {
  yes: 'phù hợp',
  no: 'không phù hợp',
  notAssessed: 'chưa đánh giá',
};

const probability: SameShape<typeof english.probability> = {
  notAssessed: 'chưa đánh giá',
  veryLow: 'rất thấp',
  low: 'thấp',
  medium: 'trung bình',
  high: 'cao',
  veryHigh: 'rất cao',
};

const judge: SameShape<typeof english.judge> = {
  outcome: 'Kết quả',
  code: 'Mã',
  nextStep: 'Bước tiếp theo',
  reasons: 'Lý do',
  fields: 'Các mục',
  warnings: 'Cảnh báo của dịch vụ',
  practice: 'LUYỆN TẬP',
};

export const verdict: SameShape<typeof english> = {
  outcomes,
  nextSteps,
  reasons,
  fields,
  agreement,
  probability,
  judge,
};
