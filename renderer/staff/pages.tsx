import type { ReactElement } from 'react';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import type { AdminProps } from '../admin/frame.tsx';
import { AdminScreen } from '../screens/admin.tsx';
import { HistoryScreen } from '../screens/history.tsx';
import { StationScreen, type StationProps } from '../screens/station.tsx';
import type { HistoryProps } from '../ui/history-words.ts';

// Loaded after the welcome (load-pages.ts): nothing that a start needs may import this file.

/** The supervisor's PIN and desk. */
export function SupervisorPage(props: AdminProps): ReactElement {
  return <AdminScreen {...props} text={catalogues[props.language]} />;
}

/** What happened at this station. */
export function HistoryPage(props: Omit<HistoryProps, 'text'>): ReactElement {
  return <HistoryScreen {...props} text={catalogues[props.language]} />;
}

/** The daily check. */
export function StationPage(props: Omit<StationProps, 'text'>): ReactElement {
  return <StationScreen {...props} text={catalogues[props.language]} />;
}
