import type { ReactElement } from 'react';

interface AgreeBoxProps {
  readonly id: string;
  readonly agreed: boolean;
  readonly label: string;
  readonly onChange: (agreed: boolean) => void;
}

/** The tick of one's own that consent takes; never set beforehand. */
export function AgreeBox({ id, agreed, label, onChange }: AgreeBoxProps): ReactElement {
  return (
    <label className="checkbox">
      <input
        type="checkbox"
        data-testid={id}
        checked={agreed}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
