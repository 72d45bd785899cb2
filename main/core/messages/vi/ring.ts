import type { ring as english } from '../en/ring.ts';
import type { SameShape } from '../shape.ts';

export const ring: SameShape<typeof english> = {
  origin: (name, version) => `nhóm ${name}, bản ${version}`,
  none: (name) => `nhóm ${name}: chưa có chính sách nào của nhóm có hiệu lực`,
  standings: {
    none: 'chưa có hiệu lực',
    trial: 'đang thử: máy này chưa được kiểm tra với bản đó',
    settled: 'đang có hiệu lực',
  },
  waiting: (version) => `Bản ${version} sẽ có hiệu lực khi đến thời điểm và quầy không phục vụ ai.`,
  refused: (version, reason) => `Bản ${version} không được dùng. ${reason}`,
  refusals: {
    malformed: 'Đây không phải tài liệu của chương trình này. Hãy ký lại bằng "fleet policy sign".',
    badSignature:
      'Tài liệu không được ký bằng khóa nêu trong chính sách của máy. Nội dung hoàn toàn không được xem.',
    otherBank: 'Tài liệu của ngân hàng khác.',
    otherRing: 'Tài liệu của nhóm khác.',
    older: 'Bản này không mới hơn bản quầy đã có. Hãy ký lại với số bản cao hơn.',
    rolledBack:
      'Với bản này, kết quả kiểm tra quầy bị lỗi nên bản trước đã được dùng lại. Hãy sửa điều mà lần kiểm tra đã nêu rồi ký bản mới.',
    expired: 'Đã hết hạn. Hãy ký bản mới với thời hạn dài hơn.',
    unknown: 'Chương trình không có thiết lập này. Hãy kiểm tra chính tả, hoặc cập nhật chương trình trước.',
    illTyped: 'Có giá trị không phù hợp.',
    notForRing: 'Chỉ chính sách của máy được quyết định thiết lập này.',
    conflict: 'Không dùng chung được với chính sách của máy tại quầy.',
  },
  cli: {
    notAKey:
      'Đây không phải khóa riêng Ed25519. Hãy tạo khóa bằng "openssl genpkey -algorithm ed25519" rồi chỉ ra tệp khóa, hoặc - để đọc từ đầu vào chuẩn.',
    notAPublicKey: 'Đây không phải khóa công khai Ed25519. Hãy chỉ ra khóa đi cùng khóa riêng của hội sở.',
    keyNeeded:
      'Hãy chỉ ra khóa công khai của hội sở bằng --key PEM: tài liệu mà không quầy nào nhận thì không được gửi lên.',
    publicKey: (key) => `Dùng cho "fleet.policyKey" của các quầy: ${key}`,
    put: (name, version, from, until) =>
      `Bản ${version} cho nhóm ${name} đã ở trên cụm máy chủ, có hiệu lực từ ${from} đến ${until}. Các quầy sẽ dùng khi không phục vụ ai.`,
    notPut: (reason) => `Chưa gửi gì lên cụm máy chủ. ${reason}`,
    notSigned: (reason) => `Chưa ký gì. ${reason}`,
    empty: 'Trên cụm máy chủ chưa nhóm nào có chính sách.',
    line: (version, from, until) => `bản ${version}, từ ${from} đến ${until}`,
    signatures: {
      good: 'do khóa này ký',
      bad: 'KHÔNG DO KHÓA NÀY KÝ',
      unchecked: 'chưa kiểm tra chữ ký: hãy ghi --key PEM',
    },
  },
};
