import { createApp, h, ref } from "vue";

/* With a build step: `isCustomElement: (tag) => tag === "support-widget"` in the compiler's options. Here without templates. */
createApp({
  setup() {
    const unread = ref(0);
    const open = () => document.querySelector("support-widget").open();
    return () => [
      h("h1", "Vue"),
      h("p", h("button", { type: "button", onClick: open }, `Questions? ${unread.value || ""}`)),
      h(
        "support-widget",
        {
          server: "https://support.example",
          "onSupport-unread": (event) => {
            unread.value = event.detail.count;
          },
        },
        h("a", { href: "https://support.example/help" }, "Help"),
      ),
    ];
  },
}).mount("#app");
