import type { ReactElement } from 'react';
import { useId, useState } from 'react';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import { Button } from '../ui/button.tsx';

interface PinFormProps {
  readonly text: StartCatalogue;
  readonly submit: string;
  readonly isBusy: boolean;
  /** Asks for a staff name beside the PIN. */
  readonly withName?: boolean;
  readonly onSubmit: (pin: string, name: string) => void;
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;
const isName = (name: string): boolean => /^[\w.@-]{1,40}$/.test(name);

/** Digits by touch or keyboard; the PIN is never shown and is forgotten as soon as it is handed over. */
export function PinForm({ text, submit, isBusy, withName = false, onSubmit }: PinFormProps): ReactElement {
  const [pin, setPin] = useState('');
  const [name, setName] = useState('');
  const words = text.admin.pin;
  const ready = /^\d{6,12}$/.test(pin) && (!withName || isName(name)) && !isBusy;
  const hand = (): void => {
    if (!ready) return;
    onSubmit(pin, name);
    setPin('');
  };
  return (
    <form
      className="pin-form"
      onSubmit={(event) => {
        event.preventDefault();
        hand();
      }}
    >
      {withName ? (
        <Field id="teller-id" label={text.admin.teller.id} value={name} onChange={setName} />
      ) : null}
      <Field
        id="pin-input"
        label={words.label}
        value={pin}
        isSecret
        onChange={(value) => setPin(value.replaceAll(/\D/g, '').slice(0, 12))}
      />
      <div className="pin-pad">
        {DIGITS.map((digit) => (
          <button
            key={digit}
            type="button"
            className="pin-key"
            data-testid={`pin-${digit}`}
            onClick={() => setPin((before) => `${before}${digit}`.slice(0, 12))}
          >
            {digit}
          </button>
        ))}
        <button
          type="button"
          className="pin-key pin-erase"
          data-testid="pin-erase"
          onClick={() => setPin('')}
        >
          {words.erase}
        </button>
      </div>
      <Button id="pin-submit" kind="main" disabled={!ready} onPress={hand}>
        {submit}
      </Button>
    </form>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly isSecret?: boolean;
  readonly onChange: (value: string) => void;
}

function Field({ id, label, value, isSecret = false, onChange }: FieldProps): ReactElement {
  const fieldId = useId();
  return (
    <label className="admin-field" htmlFor={fieldId}>
      <span>{label}</span>
      <input
        id={fieldId}
        data-testid={id}
        type={isSecret ? 'password' : 'text'}
        inputMode={isSecret ? 'numeric' : 'text'}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
