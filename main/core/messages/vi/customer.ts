import type { customer as english } from '../en/customer.ts';
import type { SameShape } from '../shape.ts';

export const customer: SameShape<typeof english> = {
  welcome: {
    title: 'Kính chào Quý khách',
    lead: 'Xin mời Quý khách ngồi trước camera. Giao dịch viên sẽ hướng dẫn Quý khách.',
  },
  consent: {
    lead: 'Xin Quý khách đọc kỹ rồi cho giao dịch viên biết có đồng ý hay không. Chúng tôi chưa ghi hình gì trước khi Quý khách đồng ý.',
    refuse: 'Tôi không đồng ý',
    sign: 'Nếu đồng ý, xin Quý khách ký trên màn hình của giao dịch viên. Quý khách cũng có thể từ chối.',
  },
  checking: { title: 'Xin Quý khách chờ một chút', lead: 'Chúng tôi đang xem lại video.' },
  card: {
    title: 'Xin Quý khách đưa giấy tờ',
    lead: 'Giao dịch viên sẽ chụp ảnh giấy tờ. Quý khách không cần nhìn vào camera nữa.',
  },
  review: {
    title: 'Xin Quý khách chờ một chút',
    lead: 'Giao dịch viên đang xem lại. Chưa có gì được gửi đi.',
  },
  sending: { title: 'Đang kiểm tra', lead: 'Xin Quý khách chờ tại quầy.' },
  done: { title: 'Đã kiểm tra xong', lead: 'Cảm ơn Quý khách. Giao dịch viên sẽ làm tiếp các bước sau.' },
  seeTeller: { title: 'Giao dịch viên sẽ hỗ trợ Quý khách', lead: 'Xin Quý khách chờ tại quầy.' },
  again: { title: 'Xin Quý khách làm lại', lead: 'Việc này rất thường gặp. Giao dịch viên sẽ bắt đầu lại.' },
  moment: { title: 'Xin Quý khách chờ một chút', lead: 'Giao dịch viên đang chuẩn bị camera.' },
  wiping: { title: 'Cảm ơn Quý khách', lead: 'Video và ảnh đang được xóa khỏi máy này.' },
};
