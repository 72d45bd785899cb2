import type { ReactElement, ReactNode } from 'react';
import { AdminFrame, Refusal, type AdminProps } from '../admin/frame.tsx';
import { PinForm } from '../admin/pin-form.tsx';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { AdminDeskPage } from './admin-desk.tsx';

/** The supervisor's door: a PIN first, then the desk. */
export function AdminScreen(props: AdminProps): ReactElement {
  const { view, text, onRequest, onClose } = props;
  if (view.state?.isUnlocked === true) return <AdminDeskPage {...props} />;
  const words = text.admin.pin;
  const choosing = view.state?.pin === 'choose';
  return (
    <AdminFrame
      name="admin-pin"
      title={choosing ? words.chooseTitle : words.title}
      lead={choosing ? words.chooseLead : words.lead}
      actions={
        <Button id="admin-close" kind="quiet" onPress={onClose}>
          {text.admin.close}
        </Button>
      }
    >
      <Refusal {...props} failure={view.failure} />
      {view.state?.pin === 'missing' ? (
        <Note tone="warn">{words.missing}</Note>
      ) : (
        <PinForm
          text={text}
          submit={choosing ? words.save : words.enter}
          isBusy={view.isBusy}
          onSubmit={(pin) => onRequest({ type: choosing ? 'choosePin' : 'unlock', pin })}
        />
      )}
    </AdminFrame>
  );
}

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
