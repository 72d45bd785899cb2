import type { admin as english } from '../en/admin.ts';
import type { SameShape } from '../shape.ts';

export const admin: SameShape<typeof english> = {
  cli: {
    needsApp:
      'Khóa nằm trong kho khóa của máy này và chỉ chính ứng dụng mở được. Hãy chạy chương trình của ứng dụng: liveness-kiosk key status (từ mã nguồn: npm start -- key status).',
  },
  keys: {
    slots: { live: 'Khóa chính thức', test: 'Khóa thử nghiệm' },
    notSet: 'chưa có',
    isSet: (fingerprint: string) => `đã có, dấu vân khóa ${fingerprint}`,
  },
};
