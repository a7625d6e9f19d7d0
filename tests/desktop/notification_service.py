"""A notification service on the session bus, for tests: prints what it is asked to show, one JSON line each."""

import json
import sys

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


@ClassInfo({"D-Bus Interface": NAME})
class Service(QObject):
    """Shows nothing, tells everything."""

    @Slot(result="QStringList")
    def GetCapabilities(self) -> list[str]:  # noqa: N802
        return sys.argv[1:]

    @Slot(str, "uint", str, str, str, "QStringList", "QVariantMap", int, result="uint")
    def Notify(  # noqa: N802
        self, app: str, _old: int, icon: str, title: str, body: str, actions: list[str], hints: object, wait: int
    ) -> int:
        print(json.dumps([app, icon, title, body, wait]), flush=True)
        return 7


app = QCoreApplication([])
bus = QDBusConnection.sessionBus()
service = Service()
bus.registerObject(PATH, service, QDBusConnection.RegisterOption.ExportAllSlots)
print(json.dumps(bus.registerService(NAME)), flush=True)
app.exec()
