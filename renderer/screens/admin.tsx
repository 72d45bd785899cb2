import type { ReactElement } from 'react';
import { AdminFrame, Refusal, type DeskProps } from '../admin/frame.tsx';
import { PinForm } from '../admin/pin-form.tsx';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { AdminDeskPage } from './admin-desk.tsx';

/** The supervisor's door: a PIN first, then the desk. */
export function AdminScreen(props: DeskProps): ReactElement {
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
