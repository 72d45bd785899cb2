import '@fontsource/be-vietnam-pro/400.css';
import '@fontsource/be-vietnam-pro/500.css';
import '@fontsource/be-vietnam-pro/600.css';
import '@fontsource/be-vietnam-pro/700.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/controls.css';
import './styles/camera.css';
import './styles/content.css';
import { createRoot } from 'react-dom/client';
import { connectMain } from './bridge.ts';
import { createCaptureDirector } from './camera/capture-director.ts';
import { onceFaceNets } from './camera/load-nets.ts';
import { Kiosk } from './kiosk.tsx';
import { watchActivity } from './store/activity.ts';
import { createKioskStore } from './store/kiosk-store.ts';
import { createPortraitStore } from './store/portrait.ts';

const loadNets = onceFaceNets();
const kiosk = createKioskStore(connectMain());
const director = createCaptureDirector(kiosk, loadNets);
const portrait = createPortraitStore(kiosk);

director.follow();
portrait.follow();
watchActivity(kiosk, Date.now);
kiosk.connect();
// Ready before the first customer reaches the camera.
void loadNets();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<Kiosk kiosk={kiosk} director={director} portrait={portrait} />);
