import type { ReactElement } from 'react';
import { useState } from 'react';
import { Button } from './button.tsx';
import { formatHours, formatMoment } from './format.ts';
import { Note } from './note.tsx';
import type { ScreenProps } from './props.ts';

type Props = Pick<ScreenProps, 'session' | 'text' | 'act'>;

/** After an unknown outcome, where policy allows it: keep the media sealed, once the customer was asked. */
export function ParkOffer({ session, text, act }: Props): ReactElement | null {
  const [agreed, setAgreed] = useState(false);
  const hours = session.desk?.parkingHours ?? null;
  const words = text.screens.desk;
  if (hours === null) return null;
  const isParking = session.parking === true;
  return (
    <Note tone="calm" title={words.parkTitle}>
      <p>{words.parkText(formatHours(hours, session.language))}</p>
      <label className="checkbox">
        <input
          type="checkbox"
          data-testid="park-check"
          checked={agreed}
          disabled={isParking}
          onChange={(event) => setAgreed(event.target.checked)}
        />
        <span>{words.parkCheck}</span>
      </label>
      <Button
        id="park"
        icon="clock"
        disabled={!agreed || isParking}
        onPress={() => act.send({ type: 'park', customerAgrees: true })}
      >
        {isParking ? words.parking : words.park}
      </Button>
    </Note>
  );
}

/** At welcome: what waits for a decision, and until when. */
export function ParkedNotes({ session: { desk, language }, text, act }: Props): ReactElement | null {
  const words = text.screens.desk;
  if (desk === undefined || desk.parked.length === 0) return null;
  return (
    <div data-testid="parked">
      <Note tone="calm" title={words.parkedTitle}>
        {desk.parked.map(({ reference, expiresAtMs }) => (
          <div className="parked" key={reference}>
            <p>{words.parkedUntil(reference, formatMoment(expiresAtMs, language))}</p>
            <Button
              id={`open-${reference}`}
              icon="arrow"
              onPress={() => act.send({ type: 'openParked', reference })}
            >
              {words.openParked(reference)}
            </Button>
            <Button
              id={`erase-${reference}`}
              icon="trash"
              onPress={() => act.send({ type: 'eraseParked', reference })}
            >
              {words.eraseParked(reference)}
            </Button>
          </div>
        ))}
      </Note>
    </div>
  );
}
