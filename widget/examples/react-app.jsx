import { StrictMode, useRef, useState } from "react";
import { createRoot } from "react-dom/client";

/* React passes attributes and listens to events of custom elements (from version 19 on): no wrapper is needed. */
function App() {
  const widget = useRef(null);
  const [isThere, setIsThere] = useState(true);
  const [unread, setUnread] = useState(0);
  return (
    <>
      <h1>React</h1>
      <p>
        <button type="button" onClick={() => widget.current?.open("chat")}>
          Questions? {unread > 0 && `(${unread})`}
        </button>{" "}
        <button type="button" onClick={() => setIsThere(!isThere)}>
          {isThere ? "Take it away" : "Bring it back"}
        </button>
      </p>
      {isThere && (
        <support-widget
          ref={widget}
          server="https://support.example"
          theme="light"
          onsupport-unread={(event) => setUnread(event.detail.count)}
        >
          <a href="https://support.example/help">Help</a>
        </support-widget>
      )}
    </>
  );
}

createRoot(document.getElementById("app")).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
