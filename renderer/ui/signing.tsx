import type { ReactElement } from 'react';
import { useState } from 'react';
import { isAgreement } from '../../main/core/consent-act.ts';
import { isRealSignature, type Signed, type Strokes } from '../../main/core/signature.ts';
import type { Language } from '../../main/core/language.ts';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import { Button } from './button.tsx';
import { SignaturePad } from './signature-pad.tsx';

interface SigningProps {
  readonly handsOver: boolean;
  readonly language: Language;
  readonly text: StartCatalogue;
  /** What is signed so far, and null while it is not enough; main judges it again. */
  readonly onSigned: (signed: Signed | null) => void;
}

/** Consent by a drawn signature, or typed by those who can't draw. */
export function Signing({ handsOver, language, text, onSigned }: SigningProps): ReactElement {
  const words = text.screens.consent.sign;
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [typed, setTyped] = useState<string | null>(null);
  const draw = (now: Strokes): void => {
    setStrokes(now);
    onSigned(isRealSignature(now) ? { by: 'signature', strokes: now } : null);
  };
  const type = (now: string): void => {
    setTyped(now);
    onSigned(isAgreement(now, language) ? { by: 'typed', words: now } : null);
  };
  const change = (): void => {
    draw([]);
    setTyped(typed === null ? '' : null);
  };
  return (
    <section className="signing panel" aria-labelledby="signing-title">
      <h2 id="signing-title">{words.title}</h2>
      <p>
        {words.confirm} {handsOver ? words.keptByBank : words.kept}
      </p>
      {typed === null ? (
        <SignaturePad strokes={strokes} label={words.area} hint={words.hint} onChange={draw} />
      ) : (
        <Typed value={typed} label={words.typedLabel(words.phrase)} onChange={type} />
      )}
      <div className="signing-buttons">
        {typed === null ? (
          <Button
            id="signature-clear"
            kind="quiet"
            icon="trash"
            disabled={strokes.length === 0}
            onPress={() => draw([])}
          >
            {words.clear}
          </Button>
        ) : null}
        <Button id="signature-type" kind="quiet" onPress={change}>
          {typed === null ? words.typeInstead : words.drawInstead}
        </Button>
      </div>
    </section>
  );
}

interface TypedProps {
  readonly value: string;
  readonly label: string;
  readonly onChange: (value: string) => void;
}

function Typed({ value, label, onChange }: TypedProps): ReactElement {
  return (
    <label className="signing-typed">
      <span>{label}</span>
      <input
        type="text"
        data-testid="signature-typed"
        value={value}
        maxLength={40}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
