import '@fontsource/be-vietnam-pro/400.css';
import '@fontsource/be-vietnam-pro/500.css';
import '@fontsource/be-vietnam-pro/600.css';
import '@fontsource/be-vietnam-pro/700.css';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/frame.css';
import '../styles/controls.css';
import '../styles/camera.css';
import '../styles/content.css';
import '../styles/customer.css';
import '../styles/signing.css';
import { createRoot } from 'react-dom/client';
import { connectMain } from '../bridge.ts';
import { dressPage } from '../store/dress-page.ts';
import { createCustomerStore } from './customer-store.ts';
import { Customer } from './customer.tsx';
import { createPreview } from './preview.ts';

const main = connectMain();
const store = createCustomerStore(main);
const preview = createPreview();

const wish = window.matchMedia('(prefers-contrast: more)');
const dark = window.matchMedia('(prefers-color-scheme: dark)');

store.subscribe((view) => preview.show(view));
store.subscribe((view) => {
  const appearance = view?.appearance ?? null;
  const isContrasty = wish.matches || appearance?.theme === 'highContrast';
  dressPage(document.documentElement, appearance, isContrasty, dark.matches);
});
store.connect();

const root = document.getElementById('root');
if (root === null) throw new Error('customer.html has no #root');
createRoot(root).render(<Customer store={store} preview={preview} />);
