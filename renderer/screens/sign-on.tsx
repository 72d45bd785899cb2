import type { ReactElement, ReactNode } from 'react';
import { AdminFrame, Refusal, type AdminProps } from '../admin/frame.tsx';
import { PinForm } from '../admin/pin-form.tsx';

/** Before the first customer: who serves here. */
export function SignOnScreen(props: AdminProps & { readonly actions: ReactNode }): ReactElement {
  const { view, text, onRequest, actions } = props;
  return (
    <AdminFrame
      name="sign-on"
      title={text.admin.teller.title}
      lead={text.admin.teller.lead}
      actions={actions}
    >
      <Refusal {...props} failure={view.failure} />
      <PinForm
        text={text}
        submit={text.admin.teller.signOn}
        isBusy={view.isBusy}
        withName
        onSubmit={(pin, tellerId) => onRequest({ type: 'signOn', tellerId, pin })}
      />
    </AdminFrame>
  );
}
