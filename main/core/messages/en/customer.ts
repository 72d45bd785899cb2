import type { CustomerScreen } from '../../customer-view.ts';

interface Message {
  readonly title: string;
  readonly lead: string;
}

/** What the customer's own screen says, beside the words it shares with the teller's. */
export const customer = {
  welcome: { title: 'Welcome', lead: 'Please sit in front of the camera. Your teller tells you what to do.' },
  consent: {
    lead: 'Please read this, then tell your teller whether you agree. Nothing is recorded before you agree.',
    refuse: 'I do not agree',
    sign: 'Please sign on the teller’s screen if you agree. You can also say no.',
  },
  checking: { title: 'One moment, please', lead: 'We are looking at the recording.' },
  card: {
    title: 'Please hand over your ID card',
    lead: 'Your teller takes a picture of it. You need not look at the camera any more.',
  },
  review: { title: 'One moment, please', lead: 'Your teller checks everything. Nothing has been sent yet.' },
  sending: { title: 'Checking', lead: 'Please stay at the counter.' },
  done: { title: 'The check is complete', lead: 'Thank you. Your teller goes on from here.' },
  seeTeller: { title: 'Your teller will help you', lead: 'Please stay at the counter.' },
  again: { title: 'Once more, please', lead: 'This often happens. Your teller starts it again.' },
  moment: { title: 'One moment, please', lead: 'Your teller is preparing the camera.' },
  wiping: { title: 'Thank you', lead: 'The video and the picture are being deleted from this machine.' },
} as const satisfies Record<Exclude<CustomerScreen, 'consent' | 'face' | 'recording'>, Message> & {
  readonly consent: object;
};
