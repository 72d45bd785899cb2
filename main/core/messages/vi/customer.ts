import type { customer as english } from '../en/customer.ts';
import type { SameShape } from '../shape.ts';

export const customer: SameShape<typeof english> = {
  welcome: {
    title: 'Kính chào quý khách',
    lead: 'Xin mời quý khách ngồi trước camera. Giao dịch viên sẽ hướng dẫn quý khách.',
  },
  consent: {
    lead: 'Xin quý khách đọc kỹ rồi cho giao dịch viên biết có đồng ý hay không. Chúng tôi chưa ghi hình gì trước khi quý khách đồng ý.',
    refuse: 'Tôi không đồng ý',
    sign: 'Nếu đồng ý, xin quý khách ký trên màn hình của giao dịch viên. Quý khách cũng có thể từ chối.',
  },
  checking: { title: 'Xin quý khách chờ một chút', lead: 'Chúng tôi đang xem lại video.' },
  card: {
    title: 'Xin quý khách đưa giấy tờ',
    lead: 'Giao dịch viên sẽ chụp ảnh giấy tờ. Quý khách không cần nhìn vào camera nữa.',
  },
  review: {
    title: 'Xin quý khách chờ một chút',
    lead: 'Giao dịch viên đang xem lại. Chưa có gì được gửi đi.',
  },
  sending: { title: 'Đang kiểm tra', lead: 'Xin quý khách chờ tại quầy.' },
  done: { title: 'Đã kiểm tra xong', lead: 'Cảm ơn quý khách. Giao dịch viên sẽ làm tiếp các bước sau.' },
  seeTeller: { title: 'Giao dịch viên sẽ hỗ trợ quý khách', lead: 'Xin quý khách chờ tại quầy.' },
  again: { title: 'Xin quý khách làm lại', lead: 'Việc này rất thường gặp. Giao dịch viên sẽ bắt đầu lại.' },
  moment: { title: 'Xin quý khách chờ một chút', lead: 'Giao dịch viên đang chuẩn bị camera.' },
  wiping: { title: 'Cảm ơn quý khách', lead: 'Video và ảnh đang được xóa khỏi máy này.' },
};
